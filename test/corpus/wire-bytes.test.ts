import { expect, it } from 'vitest'
import { wireBytes } from './wire-bytes.ts'

it.each([
  ['a file with line feeds', 'A: b\n\ntext\n', 'A: b\r\n\r\ntext\r\n'],
  ['a file with CRLF', 'A: b\r\n\r\ntext\r\n', 'A: b\r\n\r\ntext\r\n'],
  ['mixed line ends', 'A: b\r\nC: d\n\rtext\r\n', 'A: b\r\nC: d\n\rtext\r\n'],
  ['no line end at the end', 'A: b\n\ntext', 'A: b\r\n\r\ntext\r\n'],
  ['nothing', '', ''],
])('gives %s as it goes over the wire', (_what, file, wire) => {
  expect(wireBytes(Buffer.from(file)).toString()).toBe(wire)
})

it('leaves bytes beyond ASCII alone', () => {
  const file = Buffer.from([0xff, 0x00, 0x0a, 0x80, 0x0d, 0x0a])
  expect(wireBytes(file)).toEqual(file)
})
