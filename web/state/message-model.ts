import type { Event, Message } from '../../server/http/contract.ts'
import { holds, isSameMailbox, type Mailbox } from './mailbox.ts'
import { Model } from './model.ts'
import { bouncedRow, rowFlags, withBounce, type Row } from './row.ts'

/** What the model asks of the server. */
export interface ReadMessage {
  message(id: string): Promise<Message>
  /** The message as `mailbox` sees it; undefined when it is not there. */
  row(mailbox: Mailbox, id: string): Promise<Row | undefined>
}

/** The message that is open, as far as it is known yet. */
export interface OpenMessage {
  readonly mailbox: Mailbox
  readonly id: string
  readonly phase: 'loading' | 'ready' | 'failed' | 'gone'
  readonly row: Row | null
  readonly message: Message | null
  readonly error: unknown
}

/** How many messages are kept, so that going back and forth needs no request. */
const KEPT = 30

/** The open message; null when none is. What was read is kept for a while, as little of a message changes. */
export class MessageModel extends Model<OpenMessage | null> {
  readonly #read: ReadMessage
  readonly #kept = new Map<string, Promise<Message>>()

  constructor(read: ReadMessage) {
    super(null)
    this.#read = read
  }

  /** Opens a message; `row`, where the list has it, shows its summary at once. */
  show(mailbox: Mailbox, id: string, row: Row | null): void {
    if (this.#isOpen(mailbox, id) && this.value?.phase !== 'failed') return
    this.set({ mailbox, id, phase: 'loading', row, message: null, error: null })
    void this.#load(mailbox, id, row)
  }

  close(): void {
    this.set(null)
  }

  /** Reads the open message again, if that failed before. */
  retry(): void {
    if (this.value?.phase === 'failed') this.show(this.value.mailbox, this.value.id, this.value.row)
  }

  /** Reads a message that is likely to be opened next. */
  prepare(id: string): void {
    this.#message(id).catch(() => this.#kept.delete(id))
  }

  /** Takes in what the feed tells of the open message. */
  apply(events: readonly Event[]): void {
    for (const event of events) {
      if (event.type === 'reset') this.#beginAnew()
      if (event.type === 'entry.expunged') this.#missEntry(event)
      // What was read of it knows nothing of its bounce.
      if (event.type === 'message.deleted' || event.type === 'delivery.bounced') this.#kept.delete(event.id)
      const next = reduceOpenMessage(this.value, event)
      if (next !== this.value) this.set(next)
    }
  }

  /** What was read may be gone, with all that was told of it. */
  #beginAnew(): void {
    this.#kept.clear()
    this.#lookAgain()
  }

  /** The mailbox may have another entry of the message: all mail has one when it was moved. */
  #missEntry(entry: Extract<Event, { type: 'entry.expunged' }>): void {
    if (this.value !== null && entry.id === this.value.id && holds(this.value.mailbox, entry))
      this.#lookAgain()
  }

  #lookAgain(): void {
    if (this.value !== null) void this.#load(this.value.mailbox, this.value.id, null)
  }

  async #load(mailbox: Mailbox, id: string, known: Row | null): Promise<void> {
    const before = this.value?.row ?? null
    try {
      const [row, message] = await Promise.all([known ?? this.#read.row(mailbox, id), this.#message(id)])
      if (!this.#isOpen(mailbox, id) || this.value?.phase === 'gone') return
      const phase = row === undefined ? 'gone' : 'ready'
      const now = this.value?.row ?? null
      // A change that the feed told meanwhile is newer than the answer.
      this.set({ mailbox, id, phase, row: now === before ? (row ?? before) : now, message, error: null })
    } catch (error) {
      this.#kept.delete(id)
      const isGone = (error as { status?: unknown }).status === 404
      if (this.#isOpen(mailbox, id)) this.set({ ...this.value!, phase: isGone ? 'gone' : 'failed', error })
    }
  }

  #isOpen(mailbox: Mailbox, id: string): boolean {
    return this.value?.id === id && isSameMailbox(this.value.mailbox, mailbox)
  }

  #message(id: string): Promise<Message> {
    const kept = this.#kept.get(id) ?? this.#read.message(id)
    this.#kept.delete(id)
    this.#kept.set(id, kept)
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break
      this.#kept.delete(oldest)
    }
    return kept
  }
}

/** What one event makes of the open message. */
function reduceOpenMessage(open: OpenMessage | null, event: Event): OpenMessage | null {
  if (open === null || !('id' in event) || event.id !== open.id) return open
  if (event.type === 'message.deleted') return { ...open, phase: 'gone' }
  if (event.type === 'entry.flagged' && holds(open.mailbox, event) && open.row !== null) {
    return { ...open, row: { ...open.row, ...rowFlags(event.flags) } }
  }
  if (event.type === 'delivery.bounced') {
    const { row, message } = open
    return { ...open, row: row && bouncedRow(row), message: message && withBounce(message) }
  }
  return open
}
