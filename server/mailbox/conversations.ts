import { FieldCursor } from '../message/field-cursor.ts'
import { fieldText } from '../message/header.ts'
import type { Store } from './store.ts'
import type { StoredMessage } from './stored-message.ts'
import { TimeSlice } from './time-slice.ts'

/** RFC 5322 §3.6.4: the fields by which messages belong together. */
const FIELDS = ['message-id', 'references', 'in-reply-to']

/** Message-IDs that are read of one message: a conversation of people has fewer. */
const MOST_IDS = 100

/** Characters of one Message-ID; RFC 5322 §2.1.1 has lines of 998. */
const LONGEST_ID = 998

/** Messages that are gone may be in the index up to this share of those that are there, and a few. */
const GONE = 1
const FEW = 1000

/** Messages that belong together, and the Message-IDs by which they do. */
interface Conversation {
  /** Ids of Facteur, in the order of arrival. */
  messages: string[]
  messageIds: string[]
}

/**
 * Which messages belong together. Two do when one names the other in References or In-Reply-To, or both name a third,
 * which need not be here. The index is made when it is first asked for and brought up to date whenever it is asked
 * again: nothing is done for it while mail comes in.
 */
export class Conversations {
  readonly #store: Store
  #byMessageId = new Map<string, Conversation>()
  /** Up to which number of the feed messages are in the index, and how many. */
  #seq = 0
  #size = 0
  #reading: Promise<void> = Promise.resolve()

  constructor(store: Store) {
    this.#store = store
  }

  /** The messages of the conversation that `message` is part of, itself among them, in the order of arrival. */
  async of(message: StoredMessage): Promise<StoredMessage[]> {
    // One after the other: two that read at a time would take in some messages twice.
    this.#reading = this.#reading.then(() => this.#catchUp())
    await this.#reading
    const [first] = messageIds(message.raw)
    const conversation = first === undefined ? undefined : this.#byMessageId.get(first)
    if (conversation === undefined) return [message]
    const living = conversation.messages.flatMap(id => this.#store.message(id) ?? [])
    return living.length === 0 ? [message] : living
  }

  async #catchUp(): Promise<void> {
    const { messages, count } = this.#store
    if (this.#size > (1 + GONE) * count + FEW) this.#forget()
    const slice = new TimeSlice()
    for (const message of messages.slice(messages.countBelow(this.#seq + 1))) {
      if (slice.over) await slice.next()
      this.#add(message)
      this.#seq = message.seq
      this.#size++
    }
  }

  #forget(): void {
    this.#byMessageId = new Map()
    this.#seq = 0
    this.#size = 0
  }

  #add({ id, raw }: StoredMessage): void {
    const ids = messageIds(raw)
    const known = new Set(ids.flatMap(messageId => this.#byMessageId.get(messageId) ?? []))
    const conversation = this.#unite([...known])
    if (ids.length > 0) conversation.messages.push(id)
    for (const messageId of ids) {
      if (this.#byMessageId.has(messageId)) continue
      conversation.messageIds.push(messageId)
      this.#byMessageId.set(messageId, conversation)
    }
  }

  /** Makes one of several: the smaller go into the largest, so that each Message-ID moves a few times at most. */
  #unite(conversations: readonly Conversation[]): Conversation {
    const [largest, ...others] = conversations.toSorted((a, b) => b.messageIds.length - a.messageIds.length)
    if (largest === undefined) return { messages: [], messageIds: [] }
    for (const { messages, messageIds } of others) {
      largest.messages = [...largest.messages, ...messages].toSorted()
      for (const messageId of messageIds) {
        largest.messageIds.push(messageId)
        this.#byMessageId.set(messageId, largest)
      }
    }
    return largest
  }
}

/** The Message-IDs that a header section names, each once. Of a deleted message, which has no bytes, there are none. */
function messageIds(raw: Buffer): string[] {
  const cursor = new FieldCursor(raw, 0, raw.length)
  const ids = new Set<string>()
  while (cursor.next()) {
    if (!FIELDS.some(name => cursor.isNamed(name))) continue
    for (const [id] of fieldText(raw, cursor).matchAll(/<[^<>\s]+>/g)) {
      if (ids.size < MOST_IDS && id.length <= LONGEST_ID) ids.add(id)
    }
  }
  return [...ids]
}
