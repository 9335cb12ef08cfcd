import type { Submission } from '../message/envelope.ts'
import { AscendingList } from './ascending-list.ts'
import type { ReadonlyAscendingList } from './ascending-list.ts'
import { FactPool } from './fact-pool.ts'
import { createMessageIds } from './message-id.ts'
import { SlabStore } from './slab.ts'
import type { Region } from './slab.ts'
import { StoredMessage } from './stored-message.ts'
import type { MessageHome } from './stored-message.ts'

/** Holds every message that lives, by id and in the order in which they came. */
export class MessageShelf {
  readonly #nextId = createMessageIds()
  readonly #byId = new Map<string, StoredMessage>()
  readonly #inOrder = new AscendingList<StoredMessage>(message => message.seq)
  readonly #slabs = new SlabStore()
  readonly #facts = new FactPool()
  readonly #home: MessageHome
  #bytes = 0

  constructor(home: MessageHome) {
    this.#home = home
  }

  /** What all messages hold: raw bytes, transcripts and envelopes. */
  get bytes(): number {
    return this.#bytes
  }

  /** Every message, the oldest first. */
  get messages(): ReadonlyAscendingList<StoredMessage> {
    return this.#inOrder
  }

  get(id: string): StoredMessage | undefined {
    return this.#byId.get(id)
  }

  /** Makes a message of a submission, whose bytes it keeps. */
  add(
    { chunks, size, transcript, envelope, session, origin }: Submission,
    seq: number,
    receivedAt: number,
  ): StoredMessage {
    const region = this.#slabs.write(
      transcript === null ? chunks : [...chunks, transcript],
      size + (transcript?.length ?? 0),
    )
    const message = new StoredMessage({
      home: this.#home,
      id: this.#nextId(receivedAt),
      seq,
      receivedAt,
      size,
      envelope: this.#facts.envelope(envelope),
      session,
      origin: origin ?? null,
      summary: this.#facts.summary(headOf(region, chunks, size)),
      region,
    })
    this.#byId.set(message.id, message)
    this.#inOrder.add(message)
    this.#bytes += weight(message)
    return message
  }

  /** Gives up messages and their bytes. */
  remove(messages: readonly StoredMessage[]): void {
    this.#inOrder.removeAll(messages.map(message => message.seq))
    for (const message of messages) {
      this.#byId.delete(message.id)
      this.#bytes -= weight(message)
      this.#slabs.free(message.region)
    }
  }
}

const END_OF_HEADER = '\r\n\r\n'

/** As much of the raw bytes as a summary asks for: a large message need not be put together for its header section. */
function headOf(region: Region, [first]: readonly Uint8Array[], size: number): Buffer {
  if (first === undefined || first.length === size) return region.view(0, size)
  const chunk = Buffer.from(first.buffer, first.byteOffset, first.length)
  const end = chunk.indexOf(END_OF_HEADER)
  return end < 0 ? region.view(0, size) : chunk.subarray(0, end + END_OF_HEADER.length)
}

/** The envelope counts too: a thousand long recipients can be more than the message. */
function weight({ region, envelope }: StoredMessage): number {
  let bytes = region.length + envelope.from.argument.length
  for (const path of envelope.to) bytes += path.argument.length
  return bytes
}
