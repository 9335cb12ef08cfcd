import type { TimeSlice } from '../../mailbox/time-slice.ts'
import type { ResponseWriter } from '../response-writer.ts'
import type { FetchedMessage } from './fetched-message.ts'
import type { ItemFormat } from './item-format.ts'

type Piece = string | Uint8Array

/**
 * Octets of an item that are written at once: of a large message, too, no more waits for the client than it may, and
 * that it takes them is seen.
 */
const MOST_AT_ONCE = 256 * 1024

/** The FETCH response about one message. */
export class FetchResponse {
  /** Whether an item was left out, as nobody knows how its part is encoded. */
  unknownEncoding = false
  readonly #message: FetchedMessage
  readonly #formats: readonly ItemFormat[]
  /** The items that were looked at, and how many of them are written. */
  #position = 0
  #items = 0
  /** What is not written yet of the item that was looked at last. */
  #left: readonly Piece[] = []

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
    while (this.#left.length > 0 || this.#position < this.#formats.length) {
      if (this.#left.length === 0) {
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
        this.#left = item
      }
      const [first, rest] = cut(this.#left)
      out.addUntagged([text, ...first])
      text = ''
      this.#left = rest
      if (slice.over || out.congested) return false
    }
    // RFC 9051 §9, msg-att: there is at least one item.
    if (this.#items === 0) return true
    out.endUntagged(`${text})`)
    return true
  }
}

const NOTHING: readonly Piece[] = []

/** The pieces that come first, of a large one its beginning alone; and those that are left. */
function cut(pieces: readonly Piece[]): [first: readonly Piece[], rest: readonly Piece[]] {
  const index = pieces.findIndex(piece => typeof piece !== 'string' && piece.length > MOST_AT_ONCE)
  if (index < 0) return [pieces, NOTHING]
  const large = pieces[index] as Uint8Array
  return [
    [...pieces.slice(0, index), large.subarray(0, MOST_AT_ONCE)],
    [large.subarray(MOST_AT_ONCE), ...pieces.slice(index + 1)],
  ]
}
