import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatThreads } from '../../../server/imap/search/thread.ts'
import type { Threadable } from '../../../server/imap/search/threadable.ts'
import { threadByOrderedSubject } from '../../../server/imap/search/thread-ordered-subject.ts'
import { threadByReferences } from '../../../server/imap/search/thread-references.ts'

/** A message as the tables write it: `b < a c` has the id b and the references a and c. */
function message(number: number, text: string, facts: Partial<Threadable> = {}): Threadable {
  const [id = '', references = ''] = text.split('<').map(part => part.trim())
  return {
    number,
    messageId: id === '' ? null : id,
    references: references === '' ? [] : references.split(' '),
    subject: '',
    isReply: false,
    sentDate: number,
    ...facts,
  }
}

const byReferences = (messages: readonly Threadable[]): string => formatThreads(threadByReferences(messages))

describe('THREAD=REFERENCES', () => {
  // prettier-ignore
  test.each<[behaviour: string, messages: string[], expected: string]>([
    ['nothing', [], ''],
    ['messages that do not refer to each other', ['a', 'b', ''], '(1)(2)(3)'],
    ['an answer', ['a', 'b < a'], '(1 2)'],
    ['an answer that came before', ['b < a', 'a'], '(2 1)'],
    ['answers to answers', ['a', 'b < a', 'c < a b', 'd < a b c'], '(1 2 3 4)'],
    ['several answers', ['a', 'b < a', 'c < a', 'd < a b'], '(1 (2 4)(3))'],
    ['siblings whose parent is not there', ['b < a', 'c < a'], '((1)(2))'],
    ['one answer whose parent is not there', ['b < a'], '(1)'],
    ['dummies in between', ['a', 'd < a b c', 'e < a b'], '(1 (2)(3))'],
    ['a dummy above an only child that has answers', ['c < b', 'd < c'], '(1 2)'],
    ['dummies above dummies', ['d < a b c', 'e < a x'], '((1)(2))'],
    ['a loop of two', ['a < b', 'b < a'], '(2 1)'],
    ['a loop through a third', ['a', 'b < c a', 'c < b'], '(3 1 2)'],
    ['a message that refers to itself', ['a < a'], '(1)'],
    ['two messages with one id', ['a', 'a', 'b < a'], '(1 3)(2)'],
    ['a message whose own last reference differs from what others said', ['c < a b c', 'b < x', 'd < a b'], '(1)(2 3)'],
  ])('%s', (_, messages, expected) => {
    expect(byReferences(messages.map((text, index) => message(index + 1, text)))).toBe(expected)
  })

  test('sorts siblings and threads by sent date, and by number where that is the same', () => {
    const messages = [
      message(1, 'a', { sentDate: 9 }),
      message(2, 'b < a', { sentDate: 7 }),
      message(3, 'c < a', { sentDate: 5 }),
      message(4, 'd', { sentDate: 3 }),
      message(5, 'e', { sentDate: 3 }),
    ]
    expect(byReferences(messages)).toBe('(4)(5)(1 (3)(2))')
  })

  const subject = 'LUNCH'
  // prettier-ignore
  test.each<[behaviour: string, messages: Threadable[], expected: string]>([
    ['a reply below the original', [message(1, 'a', { subject }), message(2, 'b', { subject, isReply: true })], '(1 2)'],
    ['a reply that came first below the original', [message(1, 'b', { subject, isReply: true }), message(2, 'a', { subject })], '(2 1)'],
    ['two originals side by side', [message(1, 'a', { subject }), message(2, 'b', { subject })], '((1)(2))'],
    ['three originals side by side', [message(1, 'a', { subject }), message(2, 'b', { subject }), message(3, 'c', { subject })], '((1)(2)(3))'],
    ['two replies side by side', [message(1, 'a', { subject, isReply: true }), message(2, 'b', { subject, isReply: true })], '((1)(2))'],
    [
      'a thread below a dummy',
      [message(1, 'b < a', { subject }), message(2, 'c < a', { subject }), message(3, 'd', { subject })],
      '((1)(2)(3))',
    ],
    [
      'the children of two dummies',
      [message(1, 'b < a', { subject }), message(2, 'c < a', { subject }), message(3, 'y < x', { subject }), message(4, 'z < x', { subject })],
      '((1)(2)(3)(4))',
    ],
    ['nothing that has no subject', [message(1, 'a'), message(2, 'b')], '(1)(2)'],
  ])('puts together, by subject, %s', (_, messages, expected) => {
    expect(byReferences(messages)).toBe(expected)
  })

  test('takes a thread of a hundred thousand in any order', () => {
    const length = 100_000
    const chain = Array.from({ length }, (_, n) => message(n + 1, `m${n} < ${n === 0 ? '' : `m${n - 1}`}`))
    const whole = `(${chain.map(({ number }) => number).join(' ')})`
    for (const messages of [chain, chain.toReversed()]) {
      const began = performance.now()
      expect(byReferences(messages)).toBe(whole)
      expect(performance.now() - began).toBeLessThan(5000)
    }
  })

  test('does not lose itself in loops that were made to be found', () => {
    const length = 20_000
    const chain = Array.from({ length }, (_, n) => message(n + 1, `m${n} < m${n - 1}`))
    const loops = Array.from({ length }, (_, n) => message(length + n + 1, `x${n} < m${length - 1} m0`))
    const began = performance.now()
    byReferences([...chain, ...loops])
    expect(performance.now() - began).toBeLessThan(3000)
  })

  const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
  const messages = fc
    .array(
      fc.record({
        messageId: fc.option(ids),
        references: fc.array(ids, { maxLength: 4 }),
        subject: fc.constantFrom('', 'S'),
        isReply: fc.boolean(),
        sentDate: fc.nat(3),
      }),
      { maxLength: 12 },
    )
    .map(list => list.map((facts, index) => ({ ...facts, number: index + 1 })))

  test.each([
    ['REFERENCES', threadByReferences],
    ['ORDEREDSUBJECT', threadByOrderedSubject],
  ])('%s names every message once, in parentheses that match', (_, algorithm) => {
    fc.assert(
      fc.property(messages, list => {
        const text = formatThreads(algorithm(list))
        expect((text.match(/\d+/g) ?? []).map(Number).sort((a, b) => a - b)).toEqual(
          list.map(({ number }) => number),
        )
        let depth = 0
        for (const character of text) {
          if (character === '(') depth++
          else if (character === ')') depth--
          expect(depth).toBeGreaterThanOrEqual(0)
        }
        expect(depth).toBe(0)
        expect(text).not.toMatch(/\(\)|\( |\) | \)|\d\(/)
      }),
    )
  })
})

describe('THREAD=ORDEREDSUBJECT', () => {
  test.each<[behaviour: string, messages: [subject: string, sentDate: number][], expected: string]>([
    ['nothing', [], ''],
    [
      'different subjects, by their first dates',
      [
        ['B', 2],
        ['A', 3],
        ['C', 1],
      ],
      '(3)(1)(2)',
    ],
    [
      'two of one subject',
      [
        ['A', 2],
        ['A', 1],
      ],
      '(2 1)',
    ],
    [
      'all others as answers to the first',
      [
        ['A', 1],
        ['A', 2],
        ['B', 1],
        ['A', 3],
      ],
      '(1 (2)(4))(3)',
    ],
  ])('%s', (_, list, expected) => {
    const messages = list.map(([subject, sentDate], index) => message(index + 1, 'x', { subject, sentDate }))
    expect(formatThreads(threadByOrderedSubject(messages))).toBe(expected)
  })
})
