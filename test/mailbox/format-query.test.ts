import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatQuery } from '../../server/mailbox/format-query.ts'
import { and, or } from '../../server/mailbox/query-tree.ts'
import type { Query } from '../../server/mailbox/query-tree.ts'
import { parseQuery, QuerySyntaxError } from '../../server/mailbox/query.ts'

const NOWHERE = { start: 0, end: 0 }

/** The same query without the places where its terms stand. */
function withoutSpans(query: Query): unknown {
  return JSON.parse(
    JSON.stringify(query, (name, value: unknown) => (name === 'start' || name === 'end' ? 0 : value)),
  )
}

const text = fc
  .oneof(
    fc.string({ minLength: 1 }),
    fc.constantFrom('OR', 'AND', '-x', 'to:', 'a:b', 'a b', '"', '\\', 'ü', '()'),
  )
  .filter(value => value.trim() !== '')

const term: fc.Arbitrary<Query> = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    key: fc.constantFrom('any' as const, 'from' as const, 'subject' as const, 'message-id' as const),
    value: text,
    start: fc.constant(0),
    end: fc.constant(0),
  }),
  fc.record({
    kind: fc.constant('header' as const),
    name: fc.stringMatching(/^[A-Za-z0-9-]{1,10}$/),
    value: fc.option(text),
    start: fc.constant(0),
    end: fc.constant(0),
  }),
  fc.constantFrom<Query>(
    { kind: 'has', value: 'code', ...NOWHERE },
    { kind: 'is', value: 'unread', ...NOWHERE },
    { kind: 'size', key: 'larger', value: '10k', bytes: 10_240, ...NOWHERE },
    { kind: 'time', key: 'after', value: '2h', moment: { ago: 7_200_000 }, ...NOWHERE },
  ),
)

const query = fc.letrec<{ query: Query }>(tie => ({
  query: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    term,
    fc.array(tie('query'), { minLength: 1, maxLength: 3 }).map(operands => and(...operands)),
    fc.array(tie('query'), { minLength: 1, maxLength: 3 }).map(operands => or(...operands)),
    tie('query').map((operand): Query => ({ kind: 'not', operand })),
  ),
})).query

describe('formatQuery', () => {
  test.each([
    ['', ''],
    [' a   b ', 'a b'],
    ['a AND b', 'a b'],
    ['(a OR b) c', '(a OR b) c'],
    ['(a b) OR c', '(a b) OR c'],
    ['a b OR c', '(a b) OR c'],
    ['-(a b)', '-(a b)'],
    ['"a" "b c" "OR" "-x" "to:y"', 'a "b c" "OR" "-x" "to:y"'],
    ['SUBJECT:"a"', 'subject:a'],
    ['header:X="a b" header:Y', 'header:X="a b" header:Y'],
    ['larger:10k after:2h is:unread has:code', 'larger:10k after:2h is:unread has:code'],
  ])('writes %j as %j', (input, expected) => {
    expect(formatQuery(parseQuery(input))).toBe(expected)
  })

  test('gives a text that parses to the same query, whatever the query', () => {
    fc.assert(
      fc.property(query, tree => {
        expect(withoutSpans(parseQuery(formatQuery(tree)))).toEqual(withoutSpans(tree))
      }),
      { numRuns: 500 },
    )
  })
})

describe('and', () => {
  test('joins what both match, and leaves out what everything matches', () => {
    expect(formatQuery(and(parseQuery('a OR b'), parseQuery('c d')))).toBe('(a OR b) c d')
    expect(and(parseQuery(''), parseQuery(''))).toEqual({ kind: 'all' })
    expect(formatQuery(and(parseQuery(''), parseQuery('a')))).toBe('a')
  })
})

test('any text either parses or is refused with a position in it', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.string(),
      fc.constantFrom('(', ')', '"', '-', ' ', 'OR', 'to:', 'header:', '=', 'is:read', '\\'),
    ),
  )
  fc.assert(
    fc.property(pieces, parts => {
      const input = parts.join('')
      try {
        parseQuery(input)
      } catch (error) {
        if (!(error instanceof QuerySyntaxError)) throw error
        expect(error.position).toBeGreaterThanOrEqual(0)
        expect(error.position).toBeLessThanOrEqual(input.length)
      }
    }),
    { numRuns: 1000 },
  )
})
