import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PairScan } from '../../server/mailbox/pair-scan.ts'
import { SlabStore } from '../../server/mailbox/slab.ts'

/** Whether a scan for `word` finds it in the part of `text` from `from` up to `to`. */
function finds(word: string, text: string, from = 0, to = text.length): boolean {
  const { slab, offset } = new SlabStore().write([Buffer.from(text, 'latin1')], text.length)
  return PairScan.create(word)!.isIn(slab, offset + from, offset + to)
}

describe('PairScan', () => {
  test.each([
    ['welcome', 'Welcome', true],
    ['WELCOME', 'you are welcome', true],
    ['welcome', 'welcom', false],
    ['welcome', 'elcome', false],
    ['welcome', 'wElCoMe home', true],
    ['aaaaa', 'aaaa aaaab', false],
    ['aaaaa', 'baaaaa', true],
    ['ababa', 'abababab', true],
    ['a1-b2', 'A1-B2', true],
    ['a1-b2', 'a1\rb2', false],
    ['abcde', 'abcd%', false],
    ['[abc]', '{abc}', false],
    ['abcde', '', false],
  ])('%j in %j: %s', (word, text, expected) => {
    expect(finds(word, text)).toBe(expected)
  })

  test('keeps to the bounds, be they odd or even', () => {
    for (let from = 0; from < 6; from++) {
      for (let to = 8; to < 14; to++) {
        expect(finds('abcdef', '---abcdef-----', from, to), `${from} to ${to}`).toBe(from <= 3 && to >= 9)
      }
    }
  })

  test('is none for words so short that it would gain nothing', () => {
    expect(PairScan.create('abcd')).toBeNull()
  })

  test('looks for the beginning of a very long word', () => {
    const word = 'x'.repeat(64)
    expect(finds(`${word}yyyy`, `-${word}-`)).toBe(true)
    expect(finds(`${word}yyyy`, `-${word.slice(1)}-`)).toBe(false)
  })

  test('finds what a plain look finds, wherever it lies', () => {
    // Characters of two of them, so that parts of the word are everywhere, and bytes that fold alike.
    const letters = fc.array(fc.constantFrom('a', 'A', 'b', '!', '\u0001', '\u00c1'), { maxLength: 60 })
    const word = fc.stringMatching(/^[ab!]{5,9}$/)
    fc.assert(
      fc.property(
        word,
        letters,
        letters,
        fc.boolean(),
        fc.nat(20),
        fc.nat(20),
        (needle, a, b, holds, from, less) => {
          const text = a.join('') + (holds ? needle : '') + b.join('')
          const to = Math.max(from, text.length - less)
          const expected = text.slice(from, to).toLowerCase().replaceAll('á', 'Á').includes(needle)
          expect(finds(needle, text, Math.min(from, to), to)).toBe(expected)
        },
      ),
      { numRuns: 2000 },
    )
  })
})
