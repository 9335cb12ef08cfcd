import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { decodeTransfer } from '../../server/message/transfer-encoding.ts'

function decoded(text: string, encoding: string): string {
  return decodeTransfer(Buffer.from(text, 'latin1'), encoding).toString('latin1')
}

describe('base64', () => {
  test.each([
    ['aGVsbG8=', 'hello'],
    ['aGVs\r\nbG8=\r\n', 'hello'],
    ['aGVsbG8', 'hello'],
    ['aGVs!bG8=', 'hello'],
    ['aGVsbG8==', 'hello'],
    ['aGVsbG8=\r\n=\r\n', 'hello'],
    ['aGVs\r\nbG8=\r\nIHlvdQ==\r\n', 'hello you'],
    ['aA==ZWxsbw==', 'hello'],
    ['', ''],
    ['====', ''],
  ])('%j is %j', (text, expected) => expect(decoded(text, 'base64')).toBe(expected))

  it('gives back any bytes, in lines of any length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 80 }), (bytes, width) => {
        const text = Buffer.from(bytes)
          .toString('base64')
          .replace(new RegExp(`.{${width}}`, 'g'), '$&\r\n')
        expect([...decodeTransfer(Buffer.from(text), 'base64')]).toEqual([...bytes])
      }),
    )
  })

  it('gives back bytes that were encoded piece by piece', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 })), pieces => {
        const text = pieces.map(piece => Buffer.from(piece).toString('base64')).join('\r\n')
        expect(decodeTransfer(Buffer.from(text), 'base64')).toEqual(Buffer.concat(pieces))
      }),
    )
  })
})

describe('quoted-printable', () => {
  test.each([
    ['=C3=BC', '\xc3\xbc'],
    ['=c3=bc', '\xc3\xbc'],
    ['soft=\r\n break', 'soft break'],
    ['soft= \t\r\n break', 'soft break'],
    ['soft=\nbreak', 'softbreak'],
    ['hard\r\nbreak', 'hard\r\nbreak'],
    ['padded \t \r\nline', 'padded\r\nline'],
    ['padded \nline', 'padded\nline'],
    ['encoded=20\r\nspace', 'encoded \r\nspace'],
    ['a=zz=4', 'a=zz=4'],
    ['end=', 'end'],
    ['raw \xfc', 'raw \xfc'],
    ['a=3D3D', 'a=3D'],
  ])('%j is %j', (text, expected) => expect(decoded(text, 'quoted-printable')).toBe(expected))

  it('gives back any bytes when all are encoded', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
        const text = [...bytes].map(byte => `=${byte.toString(16).padStart(2, '0')}`).join('')
        expect([...decodeTransfer(Buffer.from(text), 'quoted-printable')]).toEqual([...bytes])
      }),
    )
  })
})

test.each(['7bit', '8bit', 'binary', 'x-uuencode', ''])('%j leaves bytes as they are', encoding => {
  expect(decoded('a=3D\xff', encoding)).toBe('a=3D\xff')
})
