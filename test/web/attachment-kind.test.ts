import { describe, expect, test } from 'vitest'
import { attachmentKind } from '../../web/views/attachment-kind.ts'

describe('an attachment', () => {
  test.each([
    ['image/png', 'picture'],
    ['image/svg+xml', 'text'],
    ['text/plain', 'text'],
    ['text/html', 'text'],
    ['text/calendar', 'text'],
    ['message/rfc822', 'text'],
    ['application/JSON', 'text'],
    ['application/ld+json', 'text'],
    ['application/pdf', 'pdf'],
    ['application/zip', null],
    ['application/octet-stream', null],
  ])('of type %s is looked at as %s', (type, kind) => {
    expect(attachmentKind(type)).toBe(kind)
  })
})
