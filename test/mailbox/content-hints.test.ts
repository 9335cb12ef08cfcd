import { describe, expect, test } from 'vitest'
import { hasCode, hasLink } from '../../server/mailbox/content-hints.ts'

describe('hasLink', () => {
  test.each([
    ['see https://x.test/a', true],
    ['<a href="HTTP://X.TEST">', true],
    ['https://', false],
    ['www.x.test', false],
    ['mailto:bob@x.test', false],
    ['xhttp://y', false],
  ])('%j: %s', (text, expected) => {
    expect(hasLink(text)).toBe(expected)
  })
})

describe('hasCode', () => {
  test.each([
    ['Your code is 481920.', true],
    ['481920 is your verification code', true],
    ['PIN:\r\n\r\n  0042', true],
    ['OTP 12345678', true],
    ['Your code is 123', false],
    ['Your code is 123456789', false],
    ['Your order is 481920', false],
    ['code 2026-11-21', false],
    ['code 12:3456', false],
    ['code $1,2345', false],
    ['code 1234.56', false],
    ['code #123456', false],
    ['code A123456', false],
    ['decode 481920', false],
    [`code ${'x '.repeat(60)} 481920`, false],
  ])('%j: %s', (text, expected) => {
    expect(hasCode(text)).toBe(expected)
  })
})
