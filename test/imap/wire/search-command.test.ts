import { describe, expect, test } from 'vitest'
import { ImapSyntaxError } from '../../../server/imap/wire/imap-syntax-error.ts'
import { parseSearch } from '../../../server/imap/wire/search-command.ts'
import { SEARCH_LIMITS } from '../../../server/imap/wire/search-keys.ts'
import { SequenceSet } from '../../../server/imap/wire/sequence-set.ts'
import { parseSort } from '../../../server/imap/wire/sort-command.ts'
import { parseThread } from '../../../server/imap/wire/thread-command.ts'
import { bytesOf, readerOf, WAYS } from './read-commands.ts'

const ALL = { kind: 'all' }
const SEEN = { kind: 'flag', flag: '\\Seen', present: true }
const UNSEEN = { kind: 'flag', flag: '\\Seen', present: false }
const set = (text: string) => SequenceSet.parse(text)
const day = Date.UTC(1994, 1, 1)
const date = (of: string, relation: string) => ({ kind: 'date', of, relation, day })

const KEYS: [text: string, key: unknown][] = [
  ['ALL', ALL],
  ['all ', ALL],
  ['(ALL)', ALL],
  ['1:3,*', { kind: 'sequence', set: set('1:3,*') }],
  ['$', { kind: 'sequence', set: set('$') }],
  ['*', { kind: 'sequence', set: set('*') }],
  ['UID 5:*', { kind: 'uid', set: set('5:*') }],
  ['UID $', { kind: 'uid', set: set('$') }],
  ['ANSWERED', { kind: 'flag', flag: '\\Answered', present: true }],
  ['DELETED', { kind: 'flag', flag: '\\Deleted', present: true }],
  ['DRAFT', { kind: 'flag', flag: '\\Draft', present: true }],
  ['FLAGGED', { kind: 'flag', flag: '\\Flagged', present: true }],
  ['SEEN', SEEN],
  ['UNANSWERED', { kind: 'flag', flag: '\\Answered', present: false }],
  ['UNDELETED', { kind: 'flag', flag: '\\Deleted', present: false }],
  ['UNDRAFT', { kind: 'flag', flag: '\\Draft', present: false }],
  ['UNFLAGGED', { kind: 'flag', flag: '\\Flagged', present: false }],
  ['UNSEEN', UNSEEN],
  ['NEW', { kind: 'and', keys: [{ kind: 'recent', present: true }, UNSEEN] }],
  ['OLD', { kind: 'recent', present: false }],
  ['RECENT', { kind: 'recent', present: true }],
  ['KEYWORD $Work', { kind: 'flag', flag: '$Work', present: true }],
  ['UNKEYWORD work', { kind: 'flag', flag: 'work', present: false }],
  ['BCC a', { kind: 'header', field: 'bcc', text: 'a' }],
  ['CC a', { kind: 'header', field: 'cc', text: 'a' }],
  ['from "a b"', { kind: 'header', field: 'from', text: 'a b' }],
  ['SUBJECT {5+}\r\na b c', { kind: 'header', field: 'subject', text: 'a b c' }],
  ['TO ""', { kind: 'header', field: 'to', text: '' }],
  ['HEADER Message-ID <a@b>', { kind: 'header', field: 'message-id', text: '<a@b>' }],
  ['HEADER {4}\r\nX-Ab {0}\r\n', { kind: 'header', field: 'x-ab', text: '' }],
  ['BODY "grün"', { kind: 'body', text: 'grün' }],
  ['TEXT x', { kind: 'text', text: 'x' }],
  ['LARGER 0', { kind: 'larger', octets: 0 }],
  ['SMALLER 9223372036854775807', { kind: 'smaller', octets: Number.MAX_SAFE_INTEGER }],
  ['BEFORE 1-Feb-1994', date('internal', 'before')],
  ['ON "1-Feb-1994"', date('internal', 'on')],
  ['SINCE 01-feb-1994', date('internal', 'since')],
  ['SENTBEFORE 1-Feb-1994', date('sent', 'before')],
  ['SENTON 1-Feb-1994', date('sent', 'on')],
  ['SENTSINCE 1-Feb-1994', date('sent', 'since')],
  ['SAVEDBEFORE 1-Feb-1994', date('saved', 'before')],
  ['SAVEDON 1-Feb-1994', date('saved', 'on')],
  ['SAVEDSINCE 1-Feb-1994', date('saved', 'since')],
  ['SAVEDATESUPPORTED', { kind: 'save-date-supported' }],
  ['OLDER 60', { kind: 'older', seconds: 60 }],
  ['YOUNGER 1', { kind: 'younger', seconds: 1 }],
  ['MODSEQ 620162338', { kind: 'modseq', modseq: 620162338 }],
  ['MODSEQ "/flags/\\\\draft" all 7', { kind: 'modseq', modseq: 7 }],
  ['EMAILID M6d99ac3275bb4e', { kind: 'email-id', id: 'M6d99ac3275bb4e' }],
  ['THREADID T64b478a75b7ea9', { kind: 'thread-id', id: 'T64b478a75b7ea9' }],
  ['NOT SEEN', { kind: 'not', key: SEEN }],
  ['NOT (SEEN ALL)', { kind: 'not', key: { kind: 'and', keys: [SEEN, ALL] } }],
  ['NOT NOT SEEN', { kind: 'not', key: { kind: 'not', key: SEEN } }],
  ['OR SEEN ALL', { kind: 'or', keys: [SEEN, ALL] }],
  ['OR SEEN OR UNSEEN ALL', { kind: 'or', keys: [SEEN, UNSEEN, ALL] }],
  ['OR OR SEEN UNSEEN ALL', { kind: 'or', keys: [{ kind: 'or', keys: [SEEN, UNSEEN] }, ALL] }],
  [
    'OR (SEEN ALL) 1',
    {
      kind: 'or',
      keys: [
        { kind: 'and', keys: [SEEN, ALL] },
        { kind: 'sequence', set: set('1') },
      ],
    },
  ],
  ['SEEN ALL', { kind: 'and', keys: [SEEN, ALL] }],
  ['SEEN (UNSEEN (ALL))', { kind: 'and', keys: [SEEN, { kind: 'and', keys: [UNSEEN, ALL] }] }],
]

const ERRORS: [text: string, message: string][] = [
  ['', 'expected a search key at position 5, but found the end'],
  ['FOO', 'expected a search key at position 5, but found "FOO"'],
  ['SEEN  ALL', 'expected a search key at position 10, but found " "'],
  ['()', 'expected a search key at position 6, but found ")"'],
  ['(SEEN', 'expected ")" at position 10, but found the end'],
  ['SEEN)', 'expected a space at position 9, but found ")"'],
  ['NOT', 'expected a space at position 8, but found the end'],
  ['OR SEEN', 'expected a space at position 12, but found the end'],
  ['SUBJECT', 'expected a space at position 12, but found the end'],
  ['SUBJECT (a)', 'expected a text at position 13, but found "("'],
  ['HEADER X', 'expected a space at position 13, but found the end'],
  ['UID x', 'expected a sequence set such as 1:5,9 at position 9, but found "x"'],
  ['UID 0', 'expected a number from 1 to 4294967295, "*" or a range of them at position 9, but found "0"'],
  ['KEYWORD \\Seen', 'expected a keyword at position 13, but found "\\"'],
  ['LARGER x', 'expected a number of octets at position 12, but found "x"'],
  ['OLDER 0', 'expected a number of seconds at position 11, but found "0"'],
  ['BEFORE 1994-02-01', 'expected a date such as 17-Jul-1996 at position 12, but found "1994-02-01"'],
  [
    'MODSEQ "/flags/x" none 3',
    'expected a type of flag (PRIV, SHARED, ALL) at position 23, but found "none"',
  ],
  ['MODSEQ x', 'expected a mod-sequence at position 12, but found "x"'],
  ['CHARSET', 'expected a space at position 12, but found the end'],
  ['CHARSET UTF-8', 'expected a space at position 18, but found the end'],
  ['RETURN ALL', 'expected "(" at position 12, but found "A"'],
  [
    'RETURN (FOO) ALL',
    'expected a return option (MIN, MAX, ALL, COUNT, SAVE, PARTIAL) at position 13, but found "FOO"',
  ],
  ['RETURN (COUNT)', 'expected a space at position 19, but found the end'],
  ['RETURN (PARTIAL) ALL', 'expected a space at position 20, but found ")"'],
  ['RETURN (PARTIAL 1:2 PARTIAL 3:4) ALL', 'expected PARTIAL once at position 25, but found "PARTIAL"'],
  [
    'RETURN (ALL PARTIAL 1:2) ALL',
    'expected ALL or PARTIAL, not both at position 12, but found "(ALL PARTIAL 1:2)"',
  ],
]

describe.each(WAYS)('parseSearch, %s', (_, step) => {
  test.each(KEYS)('reads %j', (text, key) => {
    expect(parseSearch(readerOf(text, step))).toEqual({
      charset: null,
      charsetKnown: true,
      returns: null,
      key,
    })
  })

  test.each(KEYS)('reads %j in parentheses and beside others', (text, key) => {
    const { key: together } = parseSearch(readerOf(`UNSEEN (${text.replace(/ $/, '')}) ALL`, step))
    expect(together).toEqual({ kind: 'and', keys: [UNSEEN, key, ALL] })
  })

  test.each(ERRORS)('refuses %j: %s', (text, message) => {
    const attempt = () => parseSearch(readerOf(text, step))
    expect(attempt).toThrow(ImapSyntaxError)
    expect(attempt).toThrow(message)
  })

  const none = { min: false, max: false, all: false, count: false, save: false, partial: null }
  test.each([
    ['RETURN () ALL', { all: true }],
    ['return (all) ALL', { all: true }],
    ['RETURN (MIN MAX COUNT) ALL', { min: true, max: true, count: true }],
    ['RETURN (SAVE) ALL', { save: true }],
    ['RETURN (COUNT COUNT) ALL', { count: true }],
    ['RETURN (PARTIAL 1:500) ALL', { partial: [1, 500] }],
    ['RETURN (PARTIAL -500:-1 COUNT) CHARSET UTF-8 ALL', { partial: [-500, -1], count: true }],
  ])('reads the return options of %j', (text, returns) => {
    expect(parseSearch(readerOf(text, step))).toMatchObject({ returns: { ...none, ...returns }, key: ALL })
  })

  test.each([
    ['CHARSET UTF-8 SUBJECT {3+}\r\n\u00e2\u0082\u00ac', 'UTF-8', '€'],
    ['charset "utf-8" SUBJECT "\u00c3\u00bc"', 'UTF-8', 'ü'],
    ['CHARSET US-ASCII SUBJECT x', 'US-ASCII', 'x'],
    ['CHARSET ISO-8859-1 SUBJECT "\u00fc"', 'ISO-8859-1', 'ü'],
    ['CHARSET windows-1251 SUBJECT {2+}\r\n\u00e0\u00e1', 'WINDOWS-1251', 'аб'],
    ['CHARSET ISO-2022-JP SUBJECT {8+}\r\n\u001b$B$"\u001b(B', 'ISO-2022-JP', 'あ'],
  ])('decodes texts by the charset of %j', (text, charset, decoded) => {
    const key = { kind: 'header', field: 'subject', text: decoded }
    const expected = { charset, charsetKnown: true, returns: null, key }
    expect(parseSearch(readerOf(bytesOf(text), step))).toEqual(expected)
  })
})

describe('parseSearch', () => {
  test('says when a charset is not known, and reads the rest all the same', () => {
    const search = parseSearch(readerOf('CHARSET X-KLINGON SUBJECT "a" SEEN'))
    expect(search).toMatchObject({ charset: 'X-KLINGON', charsetKnown: false, key: { kind: 'and' } })
    expect(() => parseSearch(readerOf('CHARSET X-KLINGON FOO'))).toThrow('expected a search key')
  })

  const { keys, depth } = SEARCH_LIMITS

  test('takes as many keys as its limit says, and no more', () => {
    const most = Array.from({ length: keys }, () => 'SEEN').join(' ')
    expect(parseSearch(readerOf(most)).key).toMatchObject({ kind: 'and', keys: { length: keys } })
    expect(() => parseSearch(readerOf(`${most} ALL`))).toThrow(`expected at most ${keys} search keys`)
  })

  test.each([
    ['NOT', 'NOT ', ''],
    ['OR', 'OR SEEN ', ''],
    ['parentheses', '(', ')'],
  ])('takes %s within one another as deep as its limit says, and no deeper', (_, open, close) => {
    const search = (levels: number) =>
      parseSearch(readerOf(open.repeat(levels) + 'ALL' + close.repeat(levels)))
    expect(search(depth).key).toBeDefined()
    expect(() => search(depth + 1)).toThrow(`expected at most ${depth} search keys within one another`)
  })
})

const plain = (key: string) => ({ key, reverse: false })

describe.each(WAYS)('parseSort, %s', (_, step) => {
  test.each([
    ['(SUBJECT) UTF-8 ALL', [plain('SUBJECT')]],
    ['(reverse date) utf-8 ALL', [{ key: 'DATE', reverse: true }]],
    ['(ARRIVAL CC FROM SIZE TO) UTF-8 ALL', ['ARRIVAL', 'CC', 'FROM', 'SIZE', 'TO'].map(plain)],
    [
      '(DISPLAYFROM REVERSE DISPLAYTO) UTF-8 ALL',
      [plain('DISPLAYFROM'), { key: 'DISPLAYTO', reverse: true }],
    ],
  ])('reads %j', (text, criteria) => {
    const expected = { criteria, charset: 'UTF-8', charsetKnown: true, returns: null, key: ALL }
    expect(parseSort(readerOf(text, step))).toEqual(expected)
  })

  test('reads return options and several keys', () => {
    expect(parseSort(readerOf('RETURN (PARTIAL 1:9) (SIZE) US-ASCII SEEN ALL', step))).toMatchObject({
      returns: { partial: [1, 9] },
      charset: 'US-ASCII',
      key: { kind: 'and', keys: [SEEN, ALL] },
    })
  })

  test.each([
    ['', 'expected "(" at position 5, but found the end'],
    ['() UTF-8 ALL', 'DISPLAYTO) at position 6, but found ")"'],
    ['(FOO) UTF-8 ALL', 'DISPLAYTO) at position 6, but found "FOO"'],
    ['(REVERSE) UTF-8 ALL', 'expected a space at position 13, but found ")"'],
    ['(DATE) UTF-8', 'expected a space at position 17, but found the end'],
    ['(DATE) (ALL)', 'expected a charset such as UTF-8 at position 12, but found "("'],
  ])('refuses %j: %s', (text, message) => {
    expect(() => parseSort(readerOf(text, step))).toThrow(message)
  })
})

describe.each(WAYS)('parseThread, %s', (_, step) => {
  test.each([
    ['REFERENCES UTF-8 ALL', 'REFERENCES'],
    ['orderedsubject utf-8 ALL', 'ORDEREDSUBJECT'],
  ])('reads %j', (text, algorithm) => {
    const expected = { algorithm, charset: 'UTF-8', charsetKnown: true, key: ALL }
    expect(parseThread(readerOf(text, step))).toEqual(expected)
  })

  test.each([
    [
      'REFS UTF-8 ALL',
      'expected a threading algorithm (ORDEREDSUBJECT, REFERENCES) at position 5, but found "REFS"',
    ],
    ['REFERENCES', 'expected a space at position 15, but found the end'],
    ['REFERENCES UTF-8', 'expected a space at position 21, but found the end'],
  ])('refuses %j: %s', (text, message) => {
    expect(() => parseThread(readerOf(text, step))).toThrow(message)
  })
})
