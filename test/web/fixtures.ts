import type { Event, Message, Page, Summary } from '../../server/http/contract.ts'
import { rowOfSummary, type Row } from '../../web/state/row.ts'

/** A summary with the id given, and what matters of it. */
export function summary(id: string, change: Partial<Summary> = {}): Summary {
  return {
    id,
    receivedAt: '2026-11-21T20:46:30.123Z',
    size: 1834,
    subject: `Subject of ${id}`,
    from: [{ name: 'Anna', address: 'anna@app.test' }],
    to: [{ name: '', address: 'bob@x.test' }],
    cc: [],
    envelope: { from: 'anna@app.test', to: ['bob@x.test'] },
    user: null,
    preview: '',
    attachments: 0,
    seen: false,
    flagged: false,
    tags: [],
    notes: [],
    cursor: 1,
    ...change,
  }
}

export function row(id: string, change: Partial<Summary> = {}): Row {
  return rowOfSummary(summary(id, change))
}

export function entryRow(id: string, uid: number): Row {
  return { ...row(id), key: String(uid), uid }
}

export function page(rows: readonly Row[], change: Partial<Page<Row>> = {}): Page<Row> {
  return { items: [...rows], next: null, total: rows.length, cursor: 0, ...change }
}

const AT = '2026-11-21T20:46:30.123Z'

export function captured(seq: number, id: string): Event {
  return { seq, at: AT, type: 'message.captured', id, summary: summary(id) }
}

export function deleted(seq: number, id: string): Event {
  return { seq, at: AT, type: 'message.deleted', id, reason: 'deleted' }
}

type EntryEvent = Extract<Event, { type: 'entry.placed' }>

export function placed(seq: number, id: string, change: Partial<Omit<EntryEvent, 'type'>> = {}): Event {
  return {
    seq,
    at: AT,
    type: 'entry.placed',
    account: 'all',
    folder: 'INBOX',
    uid: seq,
    id,
    modseq: seq,
    ...change,
  }
}

export function expunged(seq: number, id: string, change: Partial<Omit<EntryEvent, 'type'>> = {}): Event {
  return {
    seq,
    at: AT,
    type: 'entry.expunged',
    account: 'all',
    folder: 'INBOX',
    uid: seq,
    id,
    modseq: seq,
    ...change,
  }
}

export function flagged(
  seq: number,
  id: string,
  flags: string[],
  change: Partial<Omit<EntryEvent, 'type'>> = {},
): Event {
  const entry = { account: 'all', folder: 'INBOX', uid: seq, id, modseq: seq, ...change }
  return { seq, at: AT, type: 'entry.flagged', ...entry, flags }
}

export function hello(seq: number, instance: string): Event {
  return { seq, at: AT, type: 'hello', instance }
}

export function reset(seq: number): Event {
  return { seq, at: AT, type: 'reset', instance: 'other' }
}

/** A whole message with the id given, and what matters of it. */
export function message(id: string, change: Partial<Message> = {}): Message {
  return {
    ...summary(id),
    text: null,
    html: null,
    date: null,
    messageId: null,
    replyTo: [],
    bcc: [],
    headers: [],
    attachments: [],
    links: [],
    codes: [],
    images: [],
    problems: [],
    paths: { from: path('anna@app.test'), to: [path('bob@x.test')] },
    session: {
      id: 's1',
      protocol: 'smtp',
      ehlo: null,
      address: null,
      port: null,
      tls: null,
      auth: null,
    },
    ...change,
  }
}

function path(address: string) {
  return { address, argument: `<${address}>`, parameters: {} }
}

/** What a browser keeps for a page. @param isFull whether it takes nothing more */
export function keeper(kept: Record<string, string> = {}, isFull = () => false) {
  const values = new Map(Object.entries(kept))
  return {
    get length() {
      return values.size
    },
    key: (n: number) => [...values.keys()][n] ?? null,
    getItem: (name: string) => values.get(name) ?? null,
    setItem: (name: string, value: string) => {
      if (isFull()) throw new Error('full')
      values.set(name, value)
    },
    removeItem: (name: string) => void values.delete(name),
  }
}

/** A promise and what settles it. */
export function deferred<T>() {
  return Promise.withResolvers<T>()
}
