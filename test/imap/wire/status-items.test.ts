import { describe, expect, test } from 'vitest'
import { parseStatusItems } from '../../../server/imap/wire/status-items.ts'
import { readerOf, WAYS } from './read-commands.ts'

describe.each(WAYS)('parseStatusItems, %s', (_, step) => {
  test.each([
    ['(MESSAGES)', ['MESSAGES']],
    ['(uidnext Messages)', ['UIDNEXT', 'MESSAGES']],
    ['(MESSAGES UNSEEN MESSAGES)', ['MESSAGES', 'UNSEEN']],
    ['(RECENT UIDVALIDITY DELETED SIZE)', ['RECENT', 'UIDVALIDITY', 'DELETED', 'SIZE']],
    [
      '(HIGHESTMODSEQ APPENDLIMIT MAILBOXID DELETED-STORAGE)',
      ['HIGHESTMODSEQ', 'APPENDLIMIT', 'MAILBOXID', 'DELETED-STORAGE'],
    ],
  ])('reads %j', (text, items) => {
    const reader = readerOf(text, step)
    expect(parseStatusItems(reader)).toEqual(items)
    expect(reader.atEnd).toBe(true)
  })

  test.each([
    ['', 'expected "(" at position 5, but found the end'],
    ['MESSAGES', 'expected "(" at position 5, but found "M"'],
    ['()', 'DELETED-STORAGE) at position 6, but found ")"'],
    ['(MESSAGES', 'expected ")" at position 14, but found the end'],
    ['(MESSAGES )', 'DELETED-STORAGE) at position 15, but found ")"'],
    ['(MESSAGES FOO)', 'DELETED-STORAGE) at position 15, but found "FOO"'],
  ])('refuses %j: %s', (text, message) => {
    expect(() => parseStatusItems(readerOf(text, step))).toThrow(message)
  })
})
