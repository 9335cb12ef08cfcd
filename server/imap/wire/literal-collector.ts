import type { Literal } from './literal.ts'

/** Pieces at least so large are kept as they came; smaller ones are gathered, as each would cost more than it holds. */
const OWN_CHUNK = 4096
/** Octets into which small pieces are gathered. */
const BLOCK = 16_384

/** Collects the octets of one literal, of which the number is known beforehand. */
export class LiteralCollector {
  readonly #size: number
  readonly #binary: boolean
  readonly #chunks: Uint8Array[] = []
  #block: Uint8Array = new Uint8Array(0)
  #filled = 0
  #missing: number

  constructor({ size, binary }: { size: number; binary: boolean }) {
    this.#size = size
    this.#missing = size
    this.#binary = binary
  }

  /** Octets still to come. */
  get missing(): number {
    return this.#missing
  }

  /** @param piece of at most as many octets as are missing */
  add(piece: Uint8Array): void {
    if (piece.length >= OWN_CHUNK) {
      this.#closeBlock()
      this.#chunks.push(piece)
      this.#missing -= piece.length
      return
    }
    let rest = piece
    while (rest.length > 0) {
      if (this.#filled === this.#block.length) this.#openBlock()
      const part = rest.subarray(0, this.#block.length - this.#filled)
      this.#block.set(part, this.#filled)
      this.#filled += part.length
      this.#missing -= part.length
      rest = rest.subarray(part.length)
    }
  }

  /** The literal, once nothing is missing. */
  finish(): Literal {
    this.#closeBlock()
    return { chunks: this.#chunks, size: this.#size, binary: this.#binary }
  }

  #openBlock(): void {
    this.#closeBlock()
    this.#block = new Uint8Array(Math.min(BLOCK, this.#missing))
  }

  #closeBlock(): void {
    if (this.#filled > 0) this.#chunks.push(this.#block.subarray(0, this.#filled))
    this.#block = new Uint8Array(0)
    this.#filled = 0
  }
}
