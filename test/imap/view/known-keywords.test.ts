import { expect, test } from 'vitest'
import { KnownKeywords } from '../../../server/imap/view/known-keywords.ts'

test('keeps the first spelling of a keyword, and passes over system flags', () => {
  const known = new KnownKeywords()
  known.add(['\\Seen', 'Work', 'later', 'WORK'])
  expect([...known.names]).toEqual(['Work', 'later'])
})

test('tells once that it has grown', () => {
  const known = new KnownKeywords()
  expect(known.takeGrown()).toBe(false)
  known.add(['work'])
  expect([known.takeGrown(), known.takeGrown()]).toEqual([true, false])
  known.add(['WORK', '\\Seen'])
  expect(known.takeGrown()).toBe(false)
})

test('names a thousand and no more, so that FLAGS stays of a size', () => {
  const known = new KnownKeywords()
  known.add(Array.from({ length: 1000 }, (_, index) => `k${index}`))
  known.takeGrown()
  known.add(['one-more'])
  expect([[...known.names].length, known.takeGrown()]).toEqual([1000, false])
})
