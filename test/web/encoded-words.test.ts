import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeWords } from '../../web/state/encoded-words.ts'

test.each([
  ['plain text', 'plain text'],
  ['=?UTF-8?Q?Gr=C3=BC=C3=9Fe_aus?= here', 'Grüße aus here'],
  ['=?utf-8?B?R3LDvMOfZQ==?=', 'Grüße'],
  ['=?iso-8859-1*de?q?Gr=FC=DFe?=', 'Grüße'],
  ['=?UTF-8?Q?a?= =?UTF-8?Q?b?=', 'ab'],
  ['=?UTF-8?Q?a?= b =?UTF-8?Q?c?=', 'a b c'],
  ['=?UTF-8?B?w6k=?==?UTF-8?B?w6g=?=', 'éè'],
  ['=?UTF-8?Q?=C3?= =?UTF-8?Q?=A9?=', 'é'],
  ['=?x-unknown?Q?caf=C3=A9?=', 'café'],
  ['=?UTF-8?B?not base64!?=', '=?UTF-8?B?not base64!?='],
  ['=?UTF-8?X?a?=', '=?UTF-8?X?a?='],
  ['1 =? 2 ?= 3', '1 =? 2 ?= 3'],
])('%s says %s', (field, text) => {
  expect(decodeWords(field)).toBe(text)
})

test('what was encoded comes out again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      const base64 = btoa(String.fromCharCode(...new TextEncoder().encode(text)))
      expect(decodeWords(`=?UTF-8?B?${base64}?=`)).toBe(text.replace(/^\ufeff/, ''))
    }),
  )
})
