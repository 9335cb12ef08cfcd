import { expect, it } from 'vitest'
import { decodeXtext } from '../../server/message/xtext.ts'

it.each([
  ['', ''],
  ['Bob@x.test', 'Bob@x.test'],
  ['Bob+2Bnews@x.test', 'Bob+news@x.test'],
  ['+3D+3d', null],
  ['a+0D+0Ab', 'a\r\nb'],
  ['j\u00f6rg@x.test', 'j\u00f6rg@x.test'],
  ['a=b', null],
  ['a b', null],
  ['a+', null],
  ['a+2', null],
  ['a+2x', null],
  ['a\u007f', null],
])('%j is %j', (text, decoded) => {
  expect(decodeXtext(text)).toBe(decoded)
})
