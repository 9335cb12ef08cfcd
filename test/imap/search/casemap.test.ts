import { expect, test } from 'vitest'
import { casemapKey } from '../../../server/imap/search/casemap.ts'

// prettier-ignore
test.each([
  ['letters of either case', 'Grüße ΑΒΓ', 'GRÜßE αβγ'],
  ['composed and decomposed letters', 'é', 'e\u0301'],
  ['the cases of digraphs', 'ǆ', 'Ǆ'],
  ['digraphs and their title case', 'ǆ', 'ǅ'],
  ['Greek letters with an iota below', 'ᾳ', 'ᾼ'],
  ['wide letters', 'Ａ', 'a'],
])('%s are the same', (_, one, other) => {
  expect(casemapKey(one)).toBe(casemapKey(other))
})

test.each([
  ['a', 'B'],
  ['A', 'b'],
  ['A', 'Ä'],
  ['Ä', 'B'],
  ['B', '_'],
  ['ß', 'Ω'],
  ['\uffee', '\u{1f600}'],
  ['\ue000', '\u{10ffff}'],
])('%j comes before %j', (first, second) => {
  expect(casemapKey(first) < casemapKey(second)).toBe(true)
})

test('a letter whose capital is two letters keeps its own', () => {
  expect(casemapKey('ß')).not.toBe(casemapKey('ss'))
})
