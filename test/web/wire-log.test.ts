import { expect, test } from 'vitest'
import { appendLines, formatLog, LONGEST_LINE, MOST_LINES } from '../../web/state/wire-log.ts'

test('a log numbers its lines, and forgets what is too long ago', () => {
  const many = Array.from({ length: MOST_LINES }, (_, index) => ({
    side: 'server' as const,
    text: `${index}`,
  }))
  const log = appendLines(appendLines([], many, 1), [{ side: 'client', text: 'last' }], 2)
  expect(log).toHaveLength(MOST_LINES)
  expect(log[0]).toEqual({ side: 'server', text: '1', at: 1, number: 2 })
  expect(log.at(-1)).toEqual({ side: 'client', text: 'last', at: 2, number: MOST_LINES + 1 })
})

test('a log remembers so much of a line, and no more', () => {
  const [line] = appendLines([], [{ side: 'server', text: 'x'.repeat(LONGEST_LINE + 1) }], 1)
  expect(line?.text).toBe(`${'x'.repeat(LONGEST_LINE)} …`)
})

test('a log is copied as text', () => {
  const log = appendLines(
    [],
    [
      { side: 'client', text: 'a1 NOOP' },
      { side: 'server', text: 'a1 OK done' },
      { side: 'note', text: 'The connection was closed.' },
    ],
    1,
  )
  expect(formatLog(log)).toBe('C: a1 NOOP\nS: a1 OK done\n-- The connection was closed.\n')
})
