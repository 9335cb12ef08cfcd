import { beforeEach, describe, expect, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import { FLAGGED, SEEN } from '../../server/mailbox/flags.ts'
import { matches } from '../../server/mailbox/match.ts'
import { parseQuery } from '../../server/mailbox/query.ts'
import { Store } from '../../server/mailbox/store.ts'
import type { StoredMessage } from '../../server/mailbox/stored-message.ts'
import { submission } from './submission.ts'
import type { MailOptions } from './submission.ts'

const NOW = Date.UTC(2026, 10, 21, 12)

const clock = new SandboxClock()
let store: Store

beforeEach(() => {
  clock.freeze(NOW)
  store = new Store({ clock })
})

function capture(options: MailOptions = {}): StoredMessage {
  return store.capture(submission(options))
}

/** Which of the queries match. */
function matching(message: StoredMessage, queries: readonly string[]): string[] {
  return queries.filter(query => matches(parseQuery(query), message))
}

const HEADERS = [
  'From: "Anna Schmidt" <Anna@App.test>',
  'To: Bob <bob@x.test>, undisclosed: list@lists.test;',
  'Cc: carol@y.test',
  'Bcc: Left In <left-in@w.test>',
  'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe_aus?= =?utf-8?Q?_K=C3=B6ln?=',
  'Message-ID: <4711@App.test>',
  'X-Campaign: Spring Sale',
  'X-Campaign: second',
  'X-Test-Id: <ci-42>',
]

const ENVELOPE = { from: 'bounce@app.test', to: ['bob@x.test', 'carol@y.test', 'hidden@z.test', 'carl'] }

describe('terms', () => {
  test.each<[string, boolean]>([
    ['from:anna@app.test', true],
    ['from:ANNA@APP.TEST', true],
    ['from:nna@app.test', false],
    ['from:anna', true],
    ['from:"anna schmidt"', true],
    ['from:@app.test', true],
    ['from:@pp.test', false],
    ['from:bounce@app.test', true],
    ['sender:bounce@app.test', true],
    ['sender:anna@app.test', false],
    ['sender:<bounce@app.test>', true],
    ['sender:<>', false],
    ['to:bob@x.test', true],
    ['to:ob@x.test', false],
    ['to:bob', true],
    ['to:list@lists.test', true],
    ['to:carol@y.test', true],
    ['to:hidden@z.test', true],
    ['to:@z.test', true],
    ['to:carl@localhost', true],
    ['to:anna', false],
    ['rcpt:list@lists.test', false],
    ['rcpt:bob@x.test', true],
    ['rcpt:@y.test', true],
    ['cc:carol@y.test', true],
    ['cc:bob@x.test', false],
    ['cc:hidden@z.test', false],
    ['bcc:hidden@z.test', true],
    ['bcc:@z.test', true],
    ['bcc:left-in@w.test', true],
    ['bcc:bob@x.test', false],
    ['bcc:carol@y.test', false],
    ['subject:grüße', true],
    ['subject:GRÜSSE', false],
    ['subject:KÖLN', true],
    ['subject:"grüße aus köln"', true],
    ['subject:ko\u0308ln', true],
    ['subject:anna', false],
    ['body:anna', false],
    ['body:first', true],
    ['body:"first second"', true],
    ['body:"FIRST   second"', true],
    ['body:firstsecond', false],
    ['body:irs', true],
    ['first', true],
    ['schmidt', true],
    ['köln', true],
    ['hidden@z.test', true],
    ['bounce@app', true],
    ['ci-42', true],
    ['nowhere', false],
    ['a.c', false],
    ['[x]', true],
    ['header:x-campaign', true],
    ['header:X-Campaign="spring sale"', true],
    ['header:X-Campaign=SECOND', true],
    ['header:X-Campaign=third', false],
    ['header:X-Campaign=spring', true],
    ['header:X-Campaign=sprin', false],
    ['header:X-Campaign=pring', false],
    ['header:X-Test-Id=ci-4', false],
    ['header:X-Test-Id=4', false],
    ['header:X-Test-Id=<ci-42>', true],
    ['header:X-Test-Id=CI-42', true],
    ['header:Message-ID=app.test', true],
    ['header:X-Other', false],
    ['header:Subject=köln', true],
    ['user:CI-42', true],
    ['user:ci-4', false],
    ['account:all', true],
    ['account:Bob@X.test', true],
    ['account:carl', true],
    ['account:list@lists.test', false],
    ['account:bob', false],
    ['message-id:4711@app.test', true],
    ['message-id:<4711@app.test>', true],
    ['message-id:711@app.test', false],
    ['larger:100', true],
    ['larger:1k', false],
    ['smaller:1k', true],
    ['smaller:10', false],
    ['before:2026-11-21', false],
    ['before:2026-11-22', true],
    ['after:2026-11-21T12:00:00Z', true],
    ['after:2026-11-21T12:00:01Z', false],
    ['before:2026-11-21T12:00:00Z', false],
    ['has:attachment', false],
    ['has:link', false],
    ['has:code', false],
    ['is:unread', true],
    ['is:read', false],
    ['is:flagged', false],
    ['is:unflagged', true],
    ['tag:ci', false],
    ['first -second', false],
    ['first -third', true],
    ['third OR first', true],
    ['third OR fourth', false],
    ['-(third OR fourth)', true],
    ['', true],
  ])('%j: %s', (query, expected) => {
    const body = 'The first\r\nsecond [x] ABC.\r\n'
    const sent = submission({ ...ENVELOPE, headers: HEADERS, body, user: 'ci-42' })
    expect(matching(store.capture(sent), [query])).toEqual(expected ? [query] : [])
  })

  test('sender:<> is the null reverse-path', () => {
    expect(matching(capture({ from: '' }), ['sender:<>', 'sender:anna', 'from:anna'])).toEqual([
      'sender:<>',
      'from:anna',
    ])
  })

  test('to:x@y takes an address with quotes that it does not need for the same', () => {
    expect(
      matching(capture({ to: ['"bob"@x.test'] }), ['rcpt:bob@x.test', 'rcpt:"\\"bob\\"@x.test"']),
    ).toHaveLength(2)
  })

  test('id: is the id in any case', () => {
    const { id } = capture()
    const other = capture()
    expect(matching(store.message(id)!, [`id:${id.toLowerCase()}`, `id:${other.id}`])).toHaveLength(1)
  })

  test('durations are counted back from world time when it is asked', () => {
    const message = capture()
    const queries = ['after:2h', 'before:2h']
    expect(matching(message, queries)).toEqual(['after:2h'])
    clock.advance(2 * 3_600_000)
    expect(matching(message, queries)).toEqual(['after:2h'])
    clock.advance(1)
    expect(matching(message, queries)).toEqual(['before:2h'])
  })

  test('is: and tag: go by the entry, or for a message by that of the catch-all account', () => {
    const message = capture()
    const [all, bob] = message.entries
    store.apply({
      type: 'flag',
      folder: bob!.folder,
      uids: [1],
      mode: 'add',
      flags: SEEN | FLAGGED,
      keywords: ['$Work'],
    })
    const query = parseQuery('is:read is:flagged tag:$work')
    expect([message, all!, bob!].map(subject => matches(query, subject))).toEqual([false, false, true])
    store.apply({ type: 'flag', folder: all!.folder, uids: [1], mode: 'add', flags: SEEN, keywords: ['ci'] })
    expect(matches(parseQuery('is:read is:unflagged tag:CI -tag:$work'), message)).toBe(true)
  })

  test('account: no longer matches when the account lost its entry', () => {
    const message = capture()
    store.apply({ type: 'expunge', folder: store.account('bob@x.test')!.inbox, uids: [1] })
    expect(matching(message, ['account:bob@x.test', 'account:all'])).toEqual(['account:all'])
  })
})

describe('bytes that need decoding', () => {
  const base64 = Buffer.from('Geheimes Kennwort: Überraschung').toString('base64')

  test.each<[string, readonly string[], string | Buffer, string, boolean]>([
    [
      'base64',
      ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64'],
      base64,
      'überraschung',
      true,
    ],
    [
      'base64, as it stands',
      ['Content-Type: text/plain', 'Content-Transfer-Encoding: base64'],
      base64,
      base64.slice(0, 8),
      false,
    ],
    [
      'quoted-printable',
      ['Content-Transfer-Encoding: quoted-printable'],
      'a very long wo=\r\nrd',
      'word',
      true,
    ],
    ['raw UTF-8', ['Content-Type: text/plain; charset=utf-8'], 'Überraschung', 'überraschung', true],
    [
      'raw ISO 8859-1',
      ['Content-Type: text/plain; charset=iso-8859-1'],
      Buffer.from('\xdcberraschung', 'latin1'),
      'überraschung',
      true,
    ],
    ['HTML text', ['Content-Type: text/html'], '<p>Wel<b>come</b></p>', 'welcome', true],
    ['HTML tags', ['Content-Type: text/html'], '<p style="color:red">x</p>', 'color', false],
    [
      'HTML links',
      ['Content-Type: text/html'],
      '<a href="https://x.test/confirm">x</a>',
      'x.test/confirm',
      true,
    ],
    [
      'plain text',
      ['Content-Type: text/plain;\r\n charset="us-ascii"'],
      'Welcome =?utf-8?Q?x?=',
      'utf-8?q',
      true,
    ],
    ['no header at all', [], 'Welcome', 'welcome', true],
    ['text of a 7-bit charset', ['Content-Type: text/plain; charset=utf-7'], 'Hi Mom +Jjo-!', '☺', true],
  ])('%s', (_, headers, body, word, expected) => {
    const message = capture({ headers, body })
    expect(matches(parseQuery(`body:"${word}"`), message)).toBe(expected)
    expect(matches(parseQuery(`"${word}"`), message)).toBe(expected)
  })

  test('an encoded header is searched decoded, beside a body that is searched as it stands', () => {
    const message = capture({ headers: ['X-Note: =?utf-8?Q?=C3=9Cber?='], body: 'plain words' })
    const queries = ['über', 'x-note', 'PLAIN', 'body:über', 'utf-8', 'body:words']
    expect(matching(message, queries)).toEqual(['über', 'x-note', 'PLAIN', 'body:words'])
  })

  test('names of attachments are found, and counted as attachments', () => {
    const headers = ['Content-Type: multipart/mixed; boundary=b']
    const body = [
      '--b\r\nContent-Type: text/plain\r\n\r\nsee there\r\n',
      '--b\r\nContent-Type: application/pdf\r\n',
      "Content-Disposition: attachment; filename*=utf-8''Rechnung%20M%C3%A4rz.pdf\r\n\r\n%PDF\r\n--b--\r\n",
    ].join('')
    const queries = ['"rechnung märz"', 'has:attachment', 'body:there', 'body:rechnung']
    expect(matching(capture({ headers, body }), queries)).toEqual(queries.slice(0, 3))
  })

  test('the transcript is no part of what is searched', () => {
    const message = capture({ body: 'x', transcript: '>0 EHLO secret-host' })
    expect(matching(message, ['secret-host', 'EHLO'])).toEqual([])
  })
})

describe('a message that was deleted', () => {
  test('still matches by what is left of it', () => {
    const message = capture({ headers: ['From: Anna <anna@app.test>', 'Subject: Welcome'], body: 'text' })
    store.apply({ type: 'delete-message', ids: [message.id] })
    const queries = [
      'welcome',
      'subject:welcome',
      'anna',
      'to:bob@x.test',
      'text',
      'body:text',
      'account:all',
      'is:unread',
    ]
    expect(matching(message, queries)).toEqual([
      'welcome',
      'subject:welcome',
      'anna',
      'to:bob@x.test',
      'is:unread',
    ])
  })
})
