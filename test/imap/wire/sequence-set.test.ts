import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ImapSyntaxError } from '../../../server/imap/wire/imap-syntax-error.ts'
import { formatRanges, SequenceSet } from '../../../server/imap/wire/sequence-set.ts'

describe('SequenceSet.parse', () => {
  test.each([
    ['1', 9, [[1, 1]]],
    [
      '1,3',
      9,
      [
        [1, 1],
        [3, 3],
      ],
    ],
    ['1:3', 9, [[1, 3]]],
    ['3:1', 9, [[1, 3]]],
    ['1,2,3', 9, [[1, 3]]],
    [
      '3,1,2,9,8',
      9,
      [
        [1, 3],
        [8, 9],
      ],
    ],
    ['1:5,3:9', 9, [[1, 9]]],
    ['1:9,3:5', 9, [[1, 9]]],
    ['7:7', 9, [[7, 7]]],
    ['4294967295', 9, [[4294967295, 4294967295]]],
    ['*', 9, [[9, 9]]],
    ['*:*', 9, [[9, 9]]],
    ['5:*', 9, [[5, 9]]],
    ['*:5', 9, [[5, 9]]],
    ['12:*', 9, [[9, 12]]],
    ['9:*', 9, [[9, 9]]],
    [
      '1,8:*',
      9,
      [
        [1, 1],
        [8, 9],
      ],
    ],
    [
      '1,5:*,12:*',
      9,
      [
        [1, 1],
        [5, 12],
      ],
    ],
    ['1:7,*', 8, [[1, 8]]],
    ['1,*', 0, [[1, 1]]],
    ['1:*', 0, []],
    ['*', 0, []],
  ] as const)('takes %j, with %i as the largest, as %j', (text, max, ranges) => {
    expect(SequenceSet.parse(text).ranges(max)).toEqual(ranges)
  })

  test.each([
    ['', 0],
    ['0', 0],
    ['01', 0],
    ['1,', 2],
    [',1', 0],
    ['1,,2', 2],
    ['1:', 0],
    [':1', 0],
    ['1:2:3', 0],
    ['1,4294967296', 2],
    ['1,99999999999999999999', 2],
    ['1,a', 2],
    ['$,1', 0],
    ['1:$', 0],
    ['**', 0],
    [' 1', 0],
  ])('refuses %j at position %i', (text, position) => {
    const parse = () => SequenceSet.parse(text, 100)
    expect(parse).toThrow(ImapSyntaxError)
    expect(parse).toThrow(expect.objectContaining({ position: 100 + position }))
  })

  test('says what was expected, where, and what stands there', () => {
    expect(() => SequenceSet.parse('1:3,x9', 5)).toThrow(
      'expected a number from 1 to 4294967295, "*" or a range of them at position 9, but found "x9"',
    )
  })

  test('knows the saved result', () => {
    const saved = SequenceSet.parse('$')
    expect([saved.isSaved, saved.ranges(9), saved.includes(1, 9), saved.format()]).toEqual([
      true,
      [],
      false,
      '$',
    ])
    expect(SequenceSet.parse('1').isSaved).toBe(false)
  })

  test('takes a set of 64 KB in time that grows with its length only', () => {
    const text = Array.from({ length: 9000 }, (_, n) => 60_000 - 2 * n).join(',')
    const started = performance.now()
    expect(SequenceSet.parse(text).ranges(100)).toHaveLength(9000)
    expect(performance.now() - started).toBeLessThan(500)
  })
})

/** A range as text, of numbers small enough to meet. */
const rangeText = fc
  .tuple(
    fc.integer({ min: 1, max: 30 }),
    fc.option(fc.integer({ min: 1, max: 30 })),
    fc.constantFrom('', ':*', '*:', '*'),
  )
  .map(([from, to, star]) => {
    if (star === '*') return '*'
    if (star === ':*') return `${from}:*`
    if (star === '*:') return `*:${from}`
    return to === null ? `${from}` : `${from}:${to}`
  })
const setText = fc.array(rangeText, { minLength: 1, maxLength: 12 }).map(parts => parts.join(','))

/** What a set holds, by the words of RFC 9051: each range names all between its ends. */
function membersOf(text: string, max: number): Set<number> {
  const members = new Set<number>()
  for (const part of text.split(',')) {
    const ends = part.split(':').map(end => (end === '*' ? max : Number(end)))
    for (let n = Math.min(...ends); n <= Math.max(...ends); n++) members.add(n)
  }
  return members
}

describe('a sequence set', () => {
  test('holds what its ranges name, ascending and apart', () => {
    fc.assert(
      fc.property(setText, fc.integer({ min: 1, max: 40 }), (text, max) => {
        const set = SequenceSet.parse(text)
        const ranges = set.ranges(max)
        const listed = ranges.flatMap(([from, to]) =>
          Array.from({ length: to - from + 1 }, (_, n) => from + n),
        )
        expect(listed).toEqual([...membersOf(text, max)].sort((a, b) => a - b))
        for (let n = 1; n < ranges.length; n++) expect(ranges[n]![0]).toBeGreaterThan(ranges[n - 1]![1] + 1)
      }),
    )
  })

  test('includes what it holds, and nothing else', () => {
    fc.assert(
      fc.property(setText, fc.integer({ min: 1, max: 40 }), (text, max) => {
        const set = SequenceSet.parse(text)
        const members = membersOf(text, max)
        for (let n = 1; n <= 45; n++) expect([n, set.includes(n, max)]).toEqual([n, members.has(n)])
      }),
    )
  })

  test('means the same when it is formatted and parsed again', () => {
    fc.assert(
      fc.property(setText, fc.integer({ min: 0, max: 40 }), (text, max) => {
        const set = SequenceSet.parse(text)
        expect(SequenceSet.parse(set.format()).ranges(max)).toEqual(set.ranges(max))
      }),
    )
  })

  test('of numbers holds those numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 })), numbers => {
        const wanted = [...new Set(numbers)].sort((a, b) => a - b)
        const set = SequenceSet.of(numbers)
        expect(set.ranges(0).flatMap(([from, to]) => wanted.filter(n => n >= from && n <= to))).toEqual(
          wanted,
        )
        expect(wanted.every(n => set.includes(n, 0))).toBe(true)
        expect(set.format()).toBe(formatRanges(wanted))
      }),
    )
  })
})

describe('formatRanges', () => {
  test.each([
    [[], ''],
    [[1], '1'],
    [[1, 2, 3, 5], '1:3,5'],
    [[4, 5, 9, 10], '4:5,9:10'],
    [[4294967295], '4294967295'],
  ])('writes %j as %j', (numbers, text) => {
    expect(formatRanges(numbers)).toBe(text)
  })
})
