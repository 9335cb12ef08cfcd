import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SandboxClock } from '../../../server/clock.ts'
import { derivedTexts } from '../../../server/imap/fetch/derived-texts.ts'
import { FetchedMessage } from '../../../server/imap/fetch/fetched-message.ts'
import { createItemFormat } from '../../../server/imap/fetch/item-format.ts'
import { parseFetchItems } from '../../../server/imap/wire/fetch-items.ts'
import type { Entry } from '../../../server/mailbox/entry.ts'
import { Store } from '../../../server/mailbox/store.ts'
import { submission } from '../../mailbox/submission.ts'
import { lines } from '../../message/lines.ts'
import { readerOf } from '../wire/read-commands.ts'
import { headerLike } from './parse-back.ts'

const ADDRESS = 'bob@x.test'

function createStore(): Store {
  const clock = new SandboxClock()
  clock.freeze(0)
  return new Store({ clock, seedUidValidity: 1 })
}

/** A copy with these trace fields in Bob's INBOX. */
function copyOf(store: Store, raw: Buffer, trace: Buffer): Entry {
  const message = store.capture({ ...submission(), chunks: [raw], size: raw.length, places: [] })
  return store.apply({ type: 'deliver', message, address: ADDRESS, trace })!
}

/** The entry of a message that was captured with just these bytes. */
function captured(store: Store, raw: Buffer): Entry {
  return store.capture({ ...submission(), chunks: [raw], size: raw.length }).entries.at(-1)!
}

/** The items of a FETCH response, as bytes; those of a client that reads no UTF-8. */
function fetch(store: Store, entry: Entry, items: string): Buffer {
  const message = new FetchedMessage(1, entry, false, { texts: derivedTexts(store), utf8: false })
  const formats = parseFetchItems(readerOf(items), { uid: false }).items.map(createItemFormat)
  const given = formats.flatMap(format => format(message) ?? 'unknown encoding')
  return Buffer.concat(given.map(piece => Buffer.from(piece)))
}

const ITEMS = [
  '(RFC822.SIZE ENVELOPE BODY BODYSTRUCTURE)',
  'BODY[]',
  'RFC822',
  'RFC822.HEADER',
  'RFC822.TEXT',
  'BODY[HEADER]',
  'BODY[TEXT]',
  'BODY[HEADER.FIELDS (RECEIVED)]',
  'BODY[HEADER.FIELDS (Return-Path Subject)]',
  'BODY[HEADER.FIELDS.NOT (Received)]',
  'BODY[1]',
  'BODY[1.MIME]',
  'BODY[2]',
  'BODY[1.HEADER]',
  'BINARY[]',
  'BINARY[1]',
  'BINARY.SIZE[]',
  'BINARY.SIZE[1]',
]

const field = fc.constantFrom(
  'Return-Path: <anna@app.test>\r\n',
  'Received: from a.test by b.test;\r\n\tSat, 21 Nov 2026 20:46:30 +0000\r\n',
  'Received: from c\r\n',
)
const trace = fc.array(field, { minLength: 1, maxLength: 4 }).map(fields => Buffer.from(fields.join('')))
/** What begins with white space goes on with the last trace field, for every reader but us: no server leaves it so. */
const mail = headerLike.filter(raw => !/^[ \t]/.test(raw.toString('latin1', 0, 1)))

describe('a copy with a trace', () => {
  test('is fetched like a message that was captured with these bytes, whatever they are', () => {
    fc.assert(
      fc.property(mail, trace, (raw, given) => {
        const store = createStore()
        const copy = copyOf(store, raw, given)
        const whole = captured(store, copy.raw)
        for (const items of ITEMS) {
          expect(fetch(store, copy, items).toString('latin1'), items).toBe(
            fetch(store, whole, items).toString('latin1'),
          )
        }
      }),
      { numRuns: 400 },
    )
  })

  test('gives any run of its octets, on either side of the border and across it', () => {
    const section = fc.constantFrom('BODY[]', 'BODY[HEADER]', 'BODY[TEXT]', 'BINARY[]')
    fc.assert(
      fc.property(
        mail,
        trace,
        section,
        fc.nat(250),
        fc.integer({ min: 1, max: 250 }),
        (raw, given, ...asked) => {
          const [name, offset, count] = asked
          const store = createStore()
          const copy = copyOf(store, raw, given)
          const bodyStart = copy.octets - raw.length + copy.message.summary.bodyStart
          const [start, end] =
            name === 'BODY[HEADER]'
              ? [0, bodyStart]
              : name === 'BODY[TEXT]'
                ? [bodyStart, copy.octets]
                : [0, copy.octets]
          const expected = copy.raw.subarray(start, end).subarray(offset, offset + count)
          const found = fetch(store, copy, `${name}<${offset}.${count}>`).toString('latin1')
          const [, octets = ''] = /^\S+ (?:~?\{\d+\}\r\n|"(?="$))([^]*)$/.exec(found) ?? []
          expect(expected.length === 0 ? octets === '"' : octets).toEqual(
            expected.length === 0 ? true : expected.toString('latin1'),
          )
        },
      ),
      { numRuns: 400 },
    )
  })

  test('has the structure of its message, with the same lines and sizes', () => {
    const store = createStore()
    const copy = copyOf(store, lines('Subject: a', '', 'one', 'two'), lines('Received: from c'))
    const [own] = copy.message.entries
    const items = '(BODY BODYSTRUCTURE ENVELOPE)'
    expect(fetch(store, copy, items)).toEqual(fetch(store, own!, items))
    expect(fetch(store, copy, 'BODY').toString()).toContain('"7bit" 10 2)')
  })

  test('is put together only as far as it is asked for', () => {
    const store = createStore()
    const raw = Buffer.concat([lines('Subject: large', ''), Buffer.alloc(100_000, 'x')])
    const { bytes } = new FetchedMessage(1, copyOf(store, raw, lines('Received: from c')), false, {
      texts: derivedTexts(store),
      utf8: false,
    })
    expect(bytes.octets(10, 30).buffer.byteLength).toBeLessThan(raw.length)
    expect(bytes.octets(1000, 50_000).buffer).toBe(bytes.raw.buffer)
  })
})
