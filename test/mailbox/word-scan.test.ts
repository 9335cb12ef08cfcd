import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { WINDOW_SIZE } from '../../server/mailbox/scan-program.ts'
import { SlabStore } from '../../server/mailbox/slab.ts'
import { WordScan } from '../../server/mailbox/word-scan.ts'

/** Whether a scan for `word` finds it in the part of `text` from `from` up to `to`. */
function finds(word: string, text: string, from = 0, to = text.length): boolean {
  const { slab, offset } = new SlabStore().write([Buffer.from(text, 'latin1')], text.length)
  return new WordScan(word).isIn(slab, offset + from, offset + to)
}

describe('WordScan', () => {
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
    ['z', 'xyZ', true],
    ['ab', 'a b', false],
    ['the', 'other', true],
  ])('%j in %j: %s', (word, text, expected) => {
    expect(finds(word, text)).toBe(expected)
  })

  test('keeps to the bounds', () => {
    for (let from = 0; from < 6; from++) {
      for (let to = 8; to < 14; to++) {
        expect(finds('abcdef', '---abcdef-----', from, to), `${from} to ${to}`).toBe(from <= 3 && to >= 9)
      }
    }
  })

  test('looks at more than a window', () => {
    for (const start of [WINDOW_SIZE - 20, WINDOW_SIZE - 3, WINDOW_SIZE, 2 * WINDOW_SIZE - 4]) {
      const text = `${'a'.repeat(start)}welcome`
      expect(finds('welcome', text), `${start}`).toBe(true)
      expect(finds('welcome', text, 0, text.length - 1), `${start}`).toBe(false)
    }
  })

  test('forgets what it looked at before', () => {
    expect(finds('welcome', '-----------welcome---')).toBe(true)
    expect(finds('welcome', '-----------wel')).toBe(false)
  })

  test('finds nothing where a region was freed', () => {
    const store = new SlabStore()
    const region = store.write([Buffer.from('---welcome')], 10)
    store.free(region)
    expect(new WordScan('welcome').isIn(region.slab, region.offset + 100, region.offset + 110)).toBe(false)
  })

  test('looks for the beginning of a very long word', () => {
    const word = 'x'.repeat(64)
    expect(finds(`${word}yyyy`, `-${word}-`)).toBe(true)
    expect(finds(`${word}yyyy`, `-${word.slice(1)}-`)).toBe(false)
  })

  test('finds what a plain look finds, wherever it lies', () => {
    // Characters of two of them, so that parts of the word are everywhere, and bytes that fold alike.
    const letters = fc.array(fc.constantFrom('a', 'A', 'b', '!', '\u0001', '\u00c1'), { maxLength: 60 })
    const word = fc.stringMatching(/^[ab!]{1,9}$/)
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
