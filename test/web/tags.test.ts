import { describe, expect, test } from 'vitest'
import { otherTags, parseTag, sharedTags, tagLabel, tagQuery } from '../../web/state/tags.ts'

describe('tags', () => {
  test('of several messages are told once each, and whether all have them', () => {
    expect(sharedTags([{ tags: ['urgent', 'ci'] }, { tags: ['CI'] }])).toEqual([
      { name: 'ci', onAll: true },
      { name: 'urgent', onAll: false },
    ])
    expect(sharedTags([])).toEqual([])
  })

  test('of other messages are offered, those used most first', () => {
    const rows = [{ tags: ['a', 'b'] }, { tags: ['b', 'ci'] }]
    expect(otherTags(rows, [{ name: 'CI', onAll: true }])).toEqual(['b', 'a'])
  })

  test.each([
    ['ci', 'ci'],
    ['  two  words ', 'two-words'],
    ['$Work', '$Work'],
    ['Größe', undefined],
    ['50%', undefined],
    ['a"b', undefined],
    ['\\Seen', undefined],
    ['', undefined],
  ])('are typed: %j', (typed, tag) => {
    expect(parseTag(typed)).toBe(tag)
  })

  test('are shown without the sign that IMAP clients put before their own', () => {
    expect([tagLabel('$Work'), tagLabel('ci'), tagLabel('$')]).toEqual(['Work', 'ci', '$'])
  })

  test('are searched for, in quotes where the query language needs them', () => {
    expect([tagQuery('ci-42'), tagQuery('a:b')]).toEqual(['tag:ci-42', 'tag:"a:b"'])
  })
})
