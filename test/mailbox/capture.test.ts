import * as fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import type { FeedEvent } from '../../server/mailbox/feed-event.ts'
import { Store } from '../../server/mailbox/store.ts'
import { summarise } from '../../server/message/summary.ts'
import { path, rawMail, submission } from './submission.ts'

let clock: SandboxClock
let store: Store

beforeEach(() => {
  clock = new SandboxClock()
  clock.freeze(Date.UTC(2026, 10, 21, 20, 46, 30, 123))
  store = new Store({ clock, seedUidValidity: 1 })
})

function events(): FeedEvent[] {
  const found = store.feed.since(0)
  if (found === 'reset') throw new Error('the ring is too small for this test')
  return found
}

describe('capture', () => {
  test('keeps bytes, envelope, session, summary and transcript', () => {
    const sent = submission({ to: ['bob@x.test'], transcript: '>0 EHLO app' })
    const message = store.capture(sent)
    expect(message.raw).toEqual(rawMail())
    expect(message.size).toBe(sent.size)
    expect(message.envelope).toEqual(sent.envelope)
    expect(message.session).toBe(sent.session)
    expect(message.transcript?.toString()).toBe('>0 EHLO app')
    expect(message.receivedAt).toBe(clock.now())
    expect(message.summary).toMatchObject({
      subject: 'Welcome',
      from: [{ name: 'Anna', address: 'anna@app.test' }],
      to: [{ name: '', address: 'bob@x.test' }],
      cc: [],
    })
    expect(store.message(message.id)).toBe(message)
    expect(store.latest).toBe(message)
  })

  test('keeps bytes that come in several chunks', () => {
    const chunks = [Buffer.from('Subject: a\r\n'), Buffer.from('\r\nbody \0\xff')]
    const size = chunks[0]!.length + chunks[1]!.length
    const whole = Buffer.concat(chunks)
    const message = store.capture({ ...submission(), chunks, size })
    expect(message.raw.equals(whole)).toBe(true)
    expect(message.transcript).toBeNull()
  })

  test('reads the same summary and bytes however a large message is cut', () => {
    const line = fc.constantFrom('To: a@x', 'From: B <b@x>', 'Subject: c', ' folded', 'no field', '', '--x')
    const end = fc.constantFrom('\r\n', '\r\n', '\n', '\r', '\r\r\n')
    const header = fc.array(fc.tuple(line, end), { maxLength: 20 })
    fc.assert(
      fc.property(header, fc.nat(300), fc.integer({ min: 1, max: 60_000 }), (lines, first, step) => {
        const raw = Buffer.from(lines.flat().join('') + 'Cc: d@x\r\nbody\r\n\r\n'.repeat(4000))
        const chunks = [raw.subarray(0, first)]
        for (let at = first; at < raw.length; at += step + 2000)
          chunks.push(raw.subarray(at, at + step + 2000))
        const message = store.capture({ ...submission(), chunks, size: raw.length })
        expect(message.summary).toEqual(summarise(raw))
        expect(message.raw.equals(raw)).toBe(true)
      }),
    )
  })

  test('takes a message without any bytes', () => {
    const message = store.capture({ ...submission(), chunks: [], size: 0 })
    expect(message.raw).toHaveLength(0)
    expect(message.summary.subject).toBe('')
  })

  test('makes an entry in the catch-all INBOX and one in the INBOX of each recipient', () => {
    const message = store.capture(submission({ to: ['bob@x.test', 'Eve@Y.test', 'carol'] }))
    expect(
      message.entries.map(entry => [entry.folder.account.address, entry.folder.name, entry.uid]),
    ).toEqual([
      ['all', 'INBOX', 1],
      ['bob@x.test', 'INBOX', 1],
      ['eve@y.test', 'INBOX', 1],
      ['carol@localhost', 'INBOX', 1],
    ])
    expect(store.account('EVE@y.test')?.inbox.count).toBe(1)
    expect(store.account('carol')?.inbox.unseen).toBe(1)
    expect(store.account('nobody@x.test')).toBeUndefined()
  })

  test('makes one entry for recipients that differ in case, in quotes or not at all', () => {
    const to = ['bob@x.test', 'BOB@X.TEST', '"bob"@x.test', 'bob@x.test']
    const message = store.capture(submission({ to }))
    expect(message.envelope.to.map(recipient => recipient.address)).toEqual(to)
    expect(store.account('bob@x.test')?.inbox.count).toBe(1)
    expect(message.entries).toHaveLength(2)
  })

  test('gives the catch-all account its one entry, whoever the recipients are', () => {
    store.capture(submission({ to: [] }))
    store.capture(submission({ to: ['all', 'all@x.test'] }))
    expect(store.catchAll.inbox.count).toBe(2)
    expect(store.account('all')).toBe(store.catchAll)
    expect(store.account('all@localhost')?.inbox.count).toBe(1)
  })

  test('takes a thousand recipients', () => {
    const to = Array.from({ length: 1000 }, (_, index) => `user${index}@x.test`)
    expect(store.capture(submission({ to })).entries).toHaveLength(1001)
    expect([...store.accounts()]).toHaveLength(1001)
  })

  test('keeps an envelope path as it was sent, parameters included', () => {
    const from = { address: 'anna@app.test', argument: '<@relay:anna@app.test>', parameters: { SIZE: '5' } }
    const to = [path('bob@x.test'), { ...path('bob@x.test'), parameters: { NOTIFY: 'NEVER' } }]
    const message = store.capture({ ...submission(), envelope: { from, to } })
    expect(message.envelope).toEqual({ from, to })
  })

  test('publishes the message with its seq, then its entries, in the same tick and when all is in place', () => {
    const seen: unknown[] = []
    store.feed.subscribe(event => {
      if (event.type !== 'message.captured') return
      const { message } = event
      seen.push([message.seq === event.seq, store.message(message.id) === message, message.entries.length])
    })
    const { id } = store.capture(submission())
    expect(seen).toEqual([[true, true, 2]])
    expect(events()).toMatchObject([
      { seq: 1, at: clock.now(), type: 'message.captured', message: { id } },
      { seq: 2, type: 'entry.placed', account: 'all', folder: 'INBOX', uid: 1, id, modseq: 2 },
      { seq: 3, type: 'entry.placed', account: 'bob@x.test', folder: 'INBOX', uid: 1, id, modseq: 2 },
    ])
  })

  test('counts what messages hold: raw bytes, transcript and envelope', () => {
    const sent = submission({ transcript: '12345', from: 'a@b', to: ['c@d'] })
    store.capture(sent)
    expect(store.bytes).toBe(sent.size + 5 + '<a@b>'.length + '<c@d>'.length)
    expect(store.count).toBe(1)
  })
})
