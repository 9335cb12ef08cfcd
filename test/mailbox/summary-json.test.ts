import { beforeEach, describe, expect, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import { FLAGGED, SEEN } from '../../server/mailbox/flags.ts'
import { Store } from '../../server/mailbox/store.ts'
import type { StoredMessage } from '../../server/mailbox/stored-message.ts'
import { summaryJson } from '../../server/mailbox/summary-json.ts'
import { submission } from './submission.ts'
import type { MailOptions } from './submission.ts'

let store: Store

beforeEach(() => {
  const clock = new SandboxClock()
  clock.freeze(Date.UTC(2026, 10, 21, 20, 46, 30, 123))
  store = new Store({ clock, limits: { accounts: 2 } })
})

function summary(subject: Parameters<typeof summaryJson>[0]): Record<string, unknown> {
  return JSON.parse(summaryJson(subject)) as Record<string, unknown>
}

function capture(options: MailOptions): StoredMessage {
  return store.capture(submission(options))
}

describe('summaryJson', () => {
  test('has the shape of the API', () => {
    store.openAccount('other@x.test')
    const sent = submission({
      to: ['bob@x.test', 'hidden@x.test'],
      headers: ['From: Anna <anna@app.test>', 'To: bob@x.test', 'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= "x"'],
      body: 'first  words\r\nand more',
      user: 'ci-42',
    })
    const message = store.capture(sent)
    expect(summary(message)).toEqual({
      id: message.id,
      receivedAt: '2026-11-21T20:46:30.123Z',
      size: sent.size,
      subject: 'Grüße "x"',
      from: [{ name: 'Anna', address: 'anna@app.test' }],
      to: [{ name: '', address: 'bob@x.test' }],
      cc: [],
      envelope: { from: 'anna@app.test', to: ['bob@x.test', 'hidden@x.test'] },
      user: 'ci-42',
      preview: 'first words and more',
      attachments: 0,
      seen: false,
      flagged: false,
      tags: ['ci-42'],
      notes: ['bcc', 'no-account'],
      cursor: message.seq,
    })
  })

  test('shows the flags of the entry, of a message those in the catch-all account', () => {
    const message = capture({})
    const [all, bob] = message.entries
    store.apply({
      type: 'flag',
      folder: bob!.folder,
      uids: [1],
      mode: 'add',
      flags: SEEN,
      keywords: ['a'],
    })
    store.apply({
      type: 'flag',
      folder: all!.folder,
      uids: [1],
      mode: 'add',
      flags: FLAGGED,
      keywords: ['ci', "x'y"],
    })
    expect(summary(bob!)).toMatchObject({ seen: true, flagged: false, tags: ['a'] })
    for (const subject of [message, all!]) {
      expect(summary(subject)).toMatchObject({ seen: false, flagged: true, tags: ['ci', "x'y"] })
    }
  })

  test('tells of a message that was deleted what is left of it', () => {
    const message = capture({})
    const before = summary(message)
    store.apply({ type: 'delete-message', ids: [message.id] })
    expect(summary(message)).toEqual(before)
    const other = capture({ body: 'text' })
    store.apply({ type: 'delete-message', ids: [other.id] })
    expect(summary(other)).toMatchObject({ subject: 'Welcome', preview: '', attachments: 0, tags: [] })
  })

  test.each<[string, MailOptions, string[]]>([
    ['nothing', {}, []],
    [
      'case and needless quotes',
      { from: 'ANNA@app.test', to: ['"bob"@X.test'], headers: ['From: anna@app.test', 'Cc: bob@x.test'] },
      [],
    ],
    ['a recipient that no field names', { headers: ['From: anna@app.test', 'To: eve@x.test'] }, ['bcc']],
    ['an empty reverse-path', { from: '' }, ['null-sender']],
    ['another sender than From', { from: 'bounce@app.test' }, ['sender-differs']],
    ['one of several authors', { headers: ['From: eve@x.test, anna@app.test', 'To: bob@x.test'] }, []],
    ['no From to differ from', { headers: ['To: bob@x.test'] }, []],
  ])('notes %s', (_, options, notes) => {
    expect(summary(capture(options))['notes']).toEqual(notes)
  })

  test('is made of strings that JSON must escape', () => {
    const headers = ['From: "a\\"b" <a@b>', 'Subject: "\\ \u2028']
    expect(summary(capture({ headers, from: 'a"b\\c@x' }))).toMatchObject({
      from: [{ name: 'a"b', address: 'a@b' }],
      envelope: { from: 'a"b\\c@x' },
    })
  })
})
