import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ListPattern } from '../../../server/imap/wire/list-pattern.ts'

const NAMES = ['INBOX', 'INBOX/lists', 'Work', 'Work/2025', 'Work/2025/May', 'Workshop', 'Äpfel']

describe('ListPattern', () => {
  test.each([
    ['', '*', NAMES],
    ['', '%', ['INBOX', 'Work', 'Workshop', 'Äpfel']],
    ['', '%/%', ['INBOX/lists', 'Work/2025']],
    ['', 'Work', ['Work']],
    ['', 'work', []],
    ['', 'Work*', ['Work', 'Work/2025', 'Work/2025/May', 'Workshop']],
    ['', 'Work%', ['Work', 'Workshop']],
    ['', 'Work/*', ['Work/2025', 'Work/2025/May']],
    ['Work/', '%', ['Work/2025']],
    ['Work/', '*', ['Work/2025', 'Work/2025/May']],
    ['Wo', 'rk', ['Work']],
    ['', '*/May', ['Work/2025/May']],
    ['', '%/May', []],
    ['', '%/%/%', ['Work/2025/May']],
    ['', '*%', NAMES],
    ['', '%*', NAMES],
    ['', '%%', ['INBOX', 'Work', 'Workshop', 'Äpfel']],
    ['', '*r*', ['Work', 'Work/2025', 'Work/2025/May', 'Workshop']],
    ['', 'inbox', ['INBOX']],
    ['', 'Inbox/%', ['INBOX/lists']],
    ['', 'InBox*', ['INBOX', 'INBOX/lists']],
    ['in', 'box', ['INBOX']],
    ['', 'INBOX/LISTS', []],
    ['', '', []],
    ['', 'A\u0308pfel', ['Äpfel']],
    ['', '.*', []],
  ])('reference %j with pattern %j matches %j', (reference, pattern, matching) => {
    const list = new ListPattern(reference, pattern)
    expect(NAMES.filter(name => list.matches(name))).toEqual(matching)
  })

  test('agrees with a plain definition', () => {
    const unit = fc.constantFrom('a', 'b', '/')
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', '/', '%', '*'), maxLength: 8 }),
        fc.string({ unit, maxLength: 10 }),
        (pattern, name) => {
          expect(new ListPattern('', pattern).matches(name)).toBe(matches(pattern, name))
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('takes no more time for a hostile pattern', () => {
    const pattern = new ListPattern('', '*a%a'.repeat(10_000))
    const stars = new ListPattern('', '*a'.repeat(100) + 'b')
    const started = performance.now()
    expect(pattern.matches('a'.repeat(1000))).toBe(false)
    expect(stars.matches('a'.repeat(1000))).toBe(false)
    expect(performance.now() - started).toBeLessThan(500)
  })
})

/** By the words of RFC 9051, without a thought of time. */
function matches(pattern: string, name: string): boolean {
  if (pattern === '') return name === ''
  const [first, rest] = [pattern.charAt(0), pattern.slice(1)]
  if (first !== '*' && first !== '%') return name.charAt(0) === first && matches(rest, name.slice(1))
  const mayGrow = name !== '' && (first === '*' || name.charAt(0) !== '/')
  return matches(rest, name) || (mayGrow && matches(pattern, name.slice(1)))
}
