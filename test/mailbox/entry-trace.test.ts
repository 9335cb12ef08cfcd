import { beforeEach, describe, expect, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import type { Account } from '../../server/mailbox/account.ts'
import { copyId } from '../../server/mailbox/copy-id.ts'
import type { Entry } from '../../server/mailbox/entry.ts'
import { Store } from '../../server/mailbox/store.ts'
import type { StoredMessage } from '../../server/mailbox/stored-message.ts'
import { submission } from './submission.ts'

const TRACE = 'Return-Path: <anna@app.test>\r\nReceived: from a by b; Sat, 21 Nov 2026\r\n'

let clock: SandboxClock
let store: Store
let bob: Account

beforeEach(() => {
  clock = new SandboxClock()
  clock.freeze(Date.UTC(2026, 10, 21))
  store = new Store({ clock, seedUidValidity: 1 })
  bob = store.openAccount('bob@x.test')
})

/** Captures bytes for nobody, and delivers a copy of them to Bob. */
function delivered(raw: string, trace: string | null = TRACE): Entry {
  const bytes = Buffer.from(raw)
  const message = store.capture({ ...submission(), chunks: [bytes], size: bytes.length, places: [] })
  return deliver(message, trace)
}

function deliver(message: StoredMessage, trace: string | null): Entry {
  const given = trace === null ? null : Buffer.from(trace)
  return store.apply({ type: 'deliver', message, address: bob.address, trace: given })!
}

describe('a copy with a trace', () => {
  test('reads as the trace and the bytes that were captured, and counts as both', () => {
    const raw = 'Subject: a\r\n\r\nText\r\n'
    const entry = delivered(raw)
    expect(entry.raw.toString()).toBe(TRACE + raw)
    expect(entry.octets).toBe(TRACE.length + raw.length)
    expect(entry.message.raw.toString()).toBe(raw)
    expect([entry.message.size, store.catchAll.inbox.entries.first?.octets]).toEqual([raw.length, raw.length])
    expect([bob.inbox.octets, bob.octets]).toEqual([entry.octets, entry.octets])
  })

  test('without a trace reads as the very bytes of the message', () => {
    const { trace, raw, octets, message } = delivered('Subject: a\r\n\r\n', null)
    expect([trace, octets]).toEqual([null, message.size])
    expect(raw.buffer).toBe(message.raw.buffer)
  })

  test.each([
    { what: 'text alone', raw: 'Hello.\r\nBye.\r\n' },
    { what: 'text with an empty line in it', raw: 'Hello.\r\n\r\nSubject: no\r\n' },
    { what: 'nothing at all', raw: '' },
  ])('of $what has an empty line between trace and body', ({ raw }) => {
    const entry = delivered(raw)
    expect(entry.raw.toString()).toBe(`${TRACE}\r\n${raw}`)
    expect(entry.octets).toBe(TRACE.length + 2 + raw.length)
    expect(deliver(entry.message, TRACE)).toBe(entry)
  })

  test.each([
    { what: 'an empty header section', raw: '\r\nHello.\r\n' },
    {
      what: 'a header section that begins with a line that is no field',
      raw: 'From me\r\nSubject: a\r\n\r\n',
    },
    { what: 'fields and no body', raw: 'Subject: a\r\n' },
  ])('of $what has none besides', ({ raw }) => {
    expect(delivered(raw).raw.toString()).toBe(TRACE + raw)
  })

  test('keeps it when it is copied, moved, or goes with the INBOX under another name', () => {
    const { message } = delivered('Subject: a\r\n\r\n')
    const [archive, junk] = [bob.folder('Archive')!, bob.folder('Junk')!]
    store.apply({ type: 'copy', folder: bob.inbox, uids: [1], to: archive })
    store.apply({ type: 'move', folder: archive, uids: [1], to: junk })
    const renamed = store.apply({ type: 'rename-folder', folder: bob.inbox, to: 'Old' })
    expect(message.entries.map(({ folder, trace }) => [folder.name, trace?.toString() ?? null])).toEqual([
      ['INBOX', null],
      ['Junk', TRACE],
      ['Old', TRACE],
    ])
    expect(bob.octets).toBe(2 * (TRACE.length + message.size))
    expect(renamed.entries.first?.internalDate).toBe(clock.now())
  })

  test('makes room for what replaces it, trace included', () => {
    const { octets } = delivered('Subject: a\r\n\r\n')
    store.apply({ type: 'set-quota', address: bob.address, quota: { octets, messages: null } })
    const { length: head } = 'Subject: b\r\n\r\n'
    const by = { submission: submission({ headers: ['Subject: b'], body: 'x'.repeat(octets - head) }) }
    const entry = store.apply({ type: 'replace', folder: bob.inbox, uid: 1, to: bob.inbox, by })
    expect([entry?.trace, entry?.octets, bob.octets]).toEqual([null, octets, octets])
  })
})

describe('copyId', () => {
  test('is the same for the same bytes, and another for others', () => {
    const entry = delivered('Subject: a\r\n\r\n')
    const { message } = entry
    const others = [
      deliver(message, null),
      deliver(message, 'Received: from c\r\n'),
      delivered('Subject: a\r\n\r\n'),
    ]
    const ids = [entry, ...others].map(copyId)
    expect(new Set(ids).size).toBe(4)
    expect(ids[1]).toBe(message.id)
    const [moved] = store.apply({ type: 'move', folder: bob.inbox, uids: [1], to: bob.folder('Junk')! })
    expect(copyId(moved!.entry)).toBe(ids[0])
    expect(copyId(deliver(message, TRACE))).toBe(ids[0])
  })

  test('begins with the id of the message, and is an objectid', () => {
    const entry = delivered('Subject: a\r\n\r\n')
    expect(copyId(entry).split('-')[0]).toBe(entry.message.id)
    // RFC 8474 §7
    expect(copyId(entry)).toMatch(/^[\w-]{1,255}$/)
  })
})
