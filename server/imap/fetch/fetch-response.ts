import type { TimeSlice } from '../../mailbox/time-slice.ts'
import type { ResponseWriter } from '../response-writer.ts'
import type { FetchedMessage } from './fetched-message.ts'
import type { ItemFormat } from './item-format.ts'

/** The FETCH response about one message. */
export class FetchResponse {
  /** Whether an item was left out, as nobody knows how its part is encoded. */
  unknownEncoding = false
  readonly #message: FetchedMessage
  readonly #formats: readonly ItemFormat[]
  /** The items that were looked at, and how many of them are written. */
  #position = 0
  #items = 0

  constructor(message: FetchedMessage, formats: readonly ItemFormat[]) {
    this.#message = message
    this.#formats = formats
  }

  /** Whether there is anything in it. */
  get hasItems(): boolean {
    return this.#items > 0
  }

  /**
   * Writes it, or what is left of it.
   *
   * @returns false when a pause is due before its end, as it takes long or the client is slow to read a large item; it
   *   is to be called again then
   */
  write(out: ResponseWriter, slice: TimeSlice): boolean {
    let text = ''
    while (this.#position < this.#formats.length) {
      const item = this.#formats[this.#position++]!(this.#message)
      if (item === null) {
        this.unknownEncoding = true
        continue
      }
      text += this.#items++ === 0 ? `${this.#message.sequence} FETCH (` : ' '
      if (typeof item === 'string') {
        text += item
        continue
      }
      out.addUntagged([text, ...item])
      text = ''
      if (slice.over || out.congested) return false
    }
    // RFC 9051 §9, msg-att: there is at least one item.
    if (this.#items === 0) return true
    out.endUntagged(`${text})`)
    return true
  }
}
