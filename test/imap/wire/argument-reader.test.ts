import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ImapSyntaxError } from '../../../server/imap/wire/imap-syntax-error.ts'
import { readerOf } from './read-commands.ts'
import { testReading } from './reading-tables.ts'
import type { Read, ReadingTable } from './reading-tables.ts'

const flag: Read = reader => reader.flag()
const flagList: Read = reader => reader.flagList()
const mailbox: Read = reader => reader.mailbox(false)
const mailboxUtf8: Read = reader => reader.mailbox(true)
const pattern: Read = reader => reader.listMailbox(false)
const date: Read = reader => reader.date()
const dateTime: Read = reader => reader.dateTime()
const set: Read = reader => reader.sequenceSet().format()

const VALUES: ReadingTable[] = [
  [
    'flag',
    flag,
    [
      ['\\Seen', '\\Seen'],
      ['$Work', '$Work'],
      ['work', 'work'],
    ],
  ],
  [
    'flagList',
    flagList,
    [
      ['()', []],
      ['(\\Seen $x)', ['\\Seen', '$x']],
      ['\\Seen $x', ['\\Seen', '$x']],
      ['x', ['x']],
    ],
  ],
  [
    'mailbox',
    mailbox,
    [
      ['inbox', 'INBOX'],
      ['"InBox"', 'INBOX'],
      ['{5+}\r\nINbox', 'INBOX'],
      ['inbox/x', 'inbox/x'],
      ['Entw&APw-rfe', 'Entwürfe'],
      ['"R&-D"', 'R&D'],
      ['"Entwürfe"', 'Entwürfe'],
    ],
  ],
  [
    'mailbox as UTF-8',
    mailboxUtf8,
    [
      ['"Entwürfe"', 'Entwürfe'],
      ['R&-D', 'R&-D'],
      ['inbox', 'INBOX'],
    ],
  ],
  [
    'listMailbox',
    pattern,
    [
      ['%', '%'],
      ['a/*]%', 'a/*]%'],
      ['"%"', '%'],
      ['""', ''],
      ['&AOQ-*', 'ä*'],
      ['{1+}\r\n*', '*'],
    ],
  ],
  [
    'date',
    date,
    [
      ['1-Feb-1994', Date.UTC(1994, 1, 1)],
      ['"1-Feb-1994"', Date.UTC(1994, 1, 1)],
    ],
  ],
  ['dateTime', dateTime, [['"17-Jul-1996 02:44:25 -0700"', Date.UTC(1996, 6, 17, 9, 44, 25)]]],
  [
    'sequenceSet',
    set,
    [
      ['1:3,5,7:*', '1:3,5,7:*'],
      ['$', '$'],
    ],
  ],
]

const ERRORS: ReadingTable[] = [
  [
    'flag',
    flag,
    [
      ['\\*', 'expected the name of a flag at position 6, but found "*"'],
      ['(', 'expected a flag such as \\Seen or $Work at position 5, but found "("'],
    ],
  ],
  ['mailbox', mailbox, [['%', 'expected a mailbox name at position 5, but found "%"']]],
  ['listMailbox', pattern, [['(', 'expected a mailbox name or pattern at position 5, but found "("']]],
  [
    'date',
    date,
    [
      ['1994-02-01', 'expected a date such as 17-Jul-1996 at position 5, but found "1994-02-01"'],
      ['"30-Feb-1994"', 'expected a date such as 17-Jul-1996 at position 5, but found "30-Feb-1994"'],
    ],
  ],
  [
    'dateTime',
    dateTime,
    [
      ['x', 'expected a date and time such as "17-Jul-1996 02:44:25 -0700" at position 5, but found "x"'],
      ['"x"', 'expected a date and time such as "17-Jul-1996 02:44:25 -0700" at position 5, but found "x"'],
    ],
  ],
  [
    'sequenceSet',
    set,
    [
      ['x', 'expected a sequence set such as 1:5,9 at position 5, but found "x"'],
      ['1,0', 'expected a number from 1 to 4294967295, "*" or a range of them at position 7, but found "0"'],
    ],
  ],
]

testReading(VALUES, ERRORS)

test('whatever comes is read or refused with its own error', () => {
  const unit = fc.constantFrom(
    'a',
    '1',
    ' ',
    '"',
    '\\',
    '(',
    ')',
    '*',
    '{',
    '%',
    '&',
    '-',
    ':',
    ',',
    '$',
    'ü',
  )
  fc.assert(
    fc.property(fc.string({ unit }), fc.constantFrom(...VALUES), (text, [, read]) => {
      try {
        read(readerOf(`${text} `))
      } catch (error) {
        expect(error).toBeInstanceOf(ImapSyntaxError)
      }
    }),
  )
})
