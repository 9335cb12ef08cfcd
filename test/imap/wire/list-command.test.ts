import { describe, expect, test } from 'vitest'
import { ImapSyntaxError } from '../../../server/imap/wire/imap-syntax-error.ts'
import { parseListCommand } from '../../../server/imap/wire/list-command.ts'
import { readerOf, WAYS } from './read-commands.ts'

/** A plain LIST of all; rows say what is different. */
const PLAIN = {
  selection: new Set(),
  reference: '',
  patterns: ['*'],
  returns: { subscribed: false, children: false, specialUse: false, status: null },
  extended: false,
}
const returns = (more: object) => ({ returns: { ...PLAIN.returns, ...more }, extended: true })

describe.each(WAYS)('parseListCommand, %s', (_, step) => {
  test.each([
    ['"" *', {}],
    ['"" "*" ', {}],
    ['"" ""', { patterns: [''] }],
    ['Work/ %', { reference: 'Work/', patterns: ['%'] }],
    ['"" INB%', { patterns: ['INB%'] }],
    ['"" &AOQ-%', { patterns: ['ä%'] }],
    ['{2+}\r\na/ {3}\r\nb c', { reference: 'a/', patterns: ['b c'] }],
    ['"" ("INBOX" Work/%)', { patterns: ['INBOX', 'Work/%'], extended: true }],
    ['() "" *', { extended: true }],
    ['(SUBSCRIBED) "" *', { selection: new Set(['SUBSCRIBED']), ...returns({ subscribed: true }) }],
    ['(special-use) "" *', { selection: new Set(['SPECIAL-USE']), ...returns({ specialUse: true }) }],
    ['(REMOTE) "" *', { selection: new Set(['REMOTE']), extended: true }],
    [
      '(RECURSIVEMATCH SUBSCRIBED) "" *',
      { selection: new Set(['RECURSIVEMATCH', 'SUBSCRIBED']), ...returns({ subscribed: true }) },
    ],
    ['"" * RETURN ()', returns({})],
    ['"" * return (children Subscribed)', returns({ children: true, subscribed: true })],
    ['"" * RETURN (SPECIAL-USE)', returns({ specialUse: true })],
    [
      '"" * RETURN (STATUS (MESSAGES UNSEEN) CHILDREN)',
      returns({ status: ['MESSAGES', 'UNSEEN'], children: true }),
    ],
  ])('reads %j', (text, different) => {
    expect(parseListCommand(readerOf(text, step), { utf8: false })).toEqual({ ...PLAIN, ...different })
  })

  test.each([
    ['', 'expected a mailbox name at position 5, but found the end'],
    ['""', 'expected a space at position 7, but found the end'],
    ['"" ', 'expected a mailbox name or pattern at position 8, but found the end'],
    ['"" * x', 'expected RETURN or the end of the command at position 10, but found "x"'],
    ['"" ()', 'expected a mailbox name or pattern at position 9, but found ")"'],
    [
      '(FOO) "" *',
      'expected a selection option (SUBSCRIBED, REMOTE, RECURSIVEMATCH, SPECIAL-USE) at position 6, but found "FOO"',
    ],
    [
      '(RECURSIVEMATCH REMOTE) "" *',
      'expected SUBSCRIBED or SPECIAL-USE beside RECURSIVEMATCH at position 5, but found "(RECURSIVEMATCH REMOTE)"',
    ],
    [
      '"" * RETURN (FOO)',
      'expected a return option (SUBSCRIBED, CHILDREN, SPECIAL-USE, STATUS) at position 18, but found "FOO"',
    ],
    ['"" * RETURN', 'expected a space at position 16, but found the end'],
    ['"" * RETURN (STATUS)', 'expected a space at position 24, but found ")"'],
    ['"" * RETURN (STATUS ())', 'DELETED-STORAGE) at position 26, but found ")"'],
    ['"" * RETURN () x', 'expected the end of the command at position 20, but found "x"'],
  ])('refuses %j: %s', (text, message) => {
    const attempt = () => parseListCommand(readerOf(text, step), { utf8: false })
    expect(attempt).toThrow(ImapSyntaxError)
    expect(attempt).toThrow(message)
  })
})

test('names in UTF-8 are taken as they are', () => {
  const command = parseListCommand(readerOf('"ä" ("&AOQ-" "ö%")'), { utf8: true })
  expect(command).toMatchObject({ reference: 'ä', patterns: ['&AOQ-', 'ö%'] })
})
