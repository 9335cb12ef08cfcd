import { expect, test } from 'vitest'
import { formatPreview } from '../../../server/imap/fetch/preview.ts'

test.each([
  ['', 'PREVIEW ""'],
  ['Hello "Anna"', 'PREVIEW "Hello \\"Anna\\""'],
  ['Grüße', 'PREVIEW {7}\r\nGrüße'],
])('%j', (preview, expected) => {
  const pieces = [formatPreview(preview)].flat()
  expect(Buffer.concat(pieces.map(piece => Buffer.from(piece))).toString()).toBe(expected)
})
