import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeMailboxName, encodeMailboxName } from '../../../server/imap/wire/mutf7.ts'

describe('modified UTF-7', () => {
  test.each([
    ['INBOX', 'INBOX'],
    ['', ''],
    ['a b/~x\\"', 'a b/~x\\"'],
    ['Entwürfe', 'Entw&APw-rfe'],
    ['R&D', 'R&-D'],
    ['&', '&-'],
    ['&&', '&-&-'],
    ['ä&ö', '&AOQ-&-&APY-'],
    ['~peter/mail/台北/日本語', '~peter/mail/&U,BTFw-/&ZeVnLIqe-'],
    ['☺!', '&Jjo-!'],
    ['📧', '&2D3c5w-'],
    ['aé📧b', 'a&AOnYPdzn-b'],
    ['\t', '&AAk-'],
    ['\u007f', '&AH8-'],
  ])('writes %j as %j, and reads it', (name, text) => {
    expect(encodeMailboxName(name)).toBe(text)
    expect(decodeMailboxName(text)).toBe(name)
  })

  test.each([
    ['a lone ampersand', 'R&D'],
    ['an unfinished shift', '&AOQ'],
    ['printable ASCII in base64', '&AGE-'],
    ['two shifts where one would do', '&AOQ-&APY-'],
    ['bits left over', '&AOR-'],
    ['too few characters', '&A-'],
    ['padding', '&AOQ=-'],
    ['the alphabet of common base64', '&U/BTFw-'],
    ['characters of no alphabet', '&A Q-'],
    ['UTF-8', 'Entwürfe&AOQ-'],
  ])('keeps %s as it stands: %j', (_, text) => {
    expect(decodeMailboxName(text)).toBe(text)
  })

  test('writes any name in printable ASCII, from which it is read again', () => {
    const unit = fc.integer({ max: 0xffff, min: 0 }).map(code => String.fromCharCode(code))
    fc.assert(
      fc.property(fc.string({ unit: fc.oneof(unit, fc.constantFrom('&', '-', 'a')) }), name => {
        const text = encodeMailboxName(name)
        expect(text).toMatch(/^[ -~]*$/)
        expect(decodeMailboxName(text)).toBe(name)
      }),
    )
  })

  test('reads whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('&', '-', 'A', 'O', 'Q', '9', ',', '/', 'ä') }), text => {
        const name = decodeMailboxName(text)
        expect(name === text || encodeMailboxName(name) === text).toBe(true)
      }),
    )
  })
})
