import type { Entry } from '../../mailbox/entry.ts'
import { SEEN } from '../../mailbox/flags.ts'
import { TimeSlice } from '../../mailbox/time-slice.ts'
import type { MailboxView, ViewItem } from '../mailbox-view.ts'
import type { ResponseWriter } from '../response-writer.ts'
import type { ImapSession } from '../session.ts'
import type { FetchItem } from '../wire/fetch-items.ts'
import { derivedTexts } from './derived-texts.ts'
import { FetchResponse } from './fetch-response.ts'
import { FetchedMessage } from './fetched-message.ts'
import type { FetchDialect } from './fetched-message.ts'
import { createItemFormat } from './item-format.ts'
import type { ItemFormat } from './item-format.ts'

/** How many messages become \Seen at once: their flags are changed before their bodies are sent. */
const BATCH = 100

/** A message that is fetched and still there. */
export type LivingItem = ViewItem & { readonly entry: Entry }

/** Writes the FETCH responses of one command. */
export class FetchWriter {
  /** Whether an item was left out, as nobody knows how its part is encoded. */
  unknownEncoding = false
  readonly #session: ImapSession
  readonly #view: MailboxView
  readonly #out: ResponseWriter
  readonly #formats: readonly ItemFormat[]
  /** The same, with flags as they became by the command itself. */
  readonly #formatsWhenSeen: readonly ItemFormat[]
  readonly #setsSeen: boolean
  /** Whether content goes to the client, and not only what a list shows. */
  readonly #takesContent: boolean
  readonly #dialect: FetchDialect
  /** Up to which position messages were made \Seen, and which of them were not before. */
  #seenUpTo = 0
  readonly #becameSeen = new Set<Entry>()
  /** The response that is not written to its end. */
  #begun: FetchResponse | null = null

  constructor(session: ImapSession, view: MailboxView, out: ResponseWriter, items: readonly FetchItem[]) {
    this.#session = session
    this.#view = view
    this.#out = out
    this.#dialect = { texts: derivedTexts(session.store), utf8: session.utf8 }
    this.#formats = items.map(createItemFormat)
    this.#formatsWhenSeen = withFlags(items, session.enabled.has('CONDSTORE')).map(createItemFormat)
    // RFC 9051 §6.3.3: in a folder that was opened with EXAMINE nothing changes.
    this.#takesContent = items.some(takesContent)
    this.#setsSeen = !view.readOnly && items.some(setsSeen)
  }

  /**
   * Writes one response for each message; with pauses, within a response too, when it takes long or the client is
   * slow to read.
   *
   * @returns a promise when there are pauses, else nothing: all was written
   */
  write(items: readonly LivingItem[]): Promise<void> | undefined {
    const slice = new TimeSlice()
    const written = this.#writeFrom(items, 0, slice)
    return written === items.length ? undefined : this.#writeOn(items, written, slice)
  }

  async #writeOn(items: readonly LivingItem[], start: number, slice: TimeSlice): Promise<void> {
    let written = start
    while (written < items.length) {
      if (this.#out.congested) await this.#out.drained()
      if (slice.over) await slice.next()
      written = this.#writeFrom(items, written, slice)
    }
  }

  /** Writes until a pause is due or nobody hears any more; gives the position to go on at. */
  #writeFrom(items: readonly LivingItem[], start: number, slice: TimeSlice): number {
    for (let position = start; position < items.length && !this.#out.closed; position++) {
      if (position > start && (slice.over || this.#out.congested)) return position
      if (this.#setsSeen && position >= this.#seenUpTo)
        this.#markSeen(items.slice(position, position + BATCH))
      if (!this.#writeOne(items[position]!, slice)) return position
    }
    return items.length
  }

  /** False when a pause is due within the response. */
  #writeOne(item: LivingItem, slice: TimeSlice): boolean {
    const { message } = item.entry
    // Others may have deleted it while this waited.
    if (this.#begun === null && message.entries.length === 0) return true
    const response = (this.#begun ??= this.#begin(item))
    if (!response.write(this.#out, slice)) return false
    this.#begun = null
    this.unknownEncoding ||= response.unknownEncoding
    if (this.#takesContent && response.hasItems) this.#session.fetched.add(message.id)
    return true
  }

  /** RFC 9051 §6.4.5: a message whose body is fetched becomes \Seen. */
  #markSeen(items: readonly LivingItem[]): void {
    this.#seenUpTo += items.length
    const uids = items.filter(({ entry }) => (entry.flags & SEEN) === 0).map(({ uid }) => uid)
    if (uids.length === 0) return
    const { folder } = this.#view
    this.#view.silently(() => {
      const changed = this.#session.store.apply({ type: 'flag', folder, uids, mode: 'add', flags: SEEN })
      for (const entry of changed) this.#becameSeen.add(entry)
    })
  }

  #begin({ sequence, uid, entry }: LivingItem): FetchResponse {
    const message = new FetchedMessage(sequence, entry, this.#view.isRecent(uid), this.#dialect)
    return new FetchResponse(message, this.#becameSeen.has(entry) ? this.#formatsWhenSeen : this.#formats)
  }
}

function takesContent(item: FetchItem): boolean {
  if (item.kind === 'binary') return true
  return item.kind === 'section' && (item.section.text === 'ALL' || item.section.text === 'TEXT')
}

function setsSeen(item: FetchItem): boolean {
  return (item.kind === 'section' || item.kind === 'binary') && !item.peek
}

/**
 * RFC 9051 §6.4.5: flags that change are told in the same response, and, RFC 7162 §3.1.4.2, the modification sequence
 * with them.
 */
function withFlags(items: readonly FetchItem[], condstore: boolean): FetchItem[] {
  const kinds: ('FLAGS' | 'MODSEQ')[] = condstore ? ['FLAGS', 'MODSEQ'] : ['FLAGS']
  const missing = kinds.filter(kind => !items.some(item => item.kind === kind))
  return [...items, ...missing.map(kind => ({ kind }))]
}
