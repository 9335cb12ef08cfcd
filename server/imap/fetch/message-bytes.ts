import type { Part } from '../../message/part.ts'
import { parseStructure } from '../../message/structure.ts'
import { decodeTransfer } from '../../message/transfer-encoding.ts'

/** The bytes of a message that is fetched, and its MIME tree, which is read when first asked for. */
export class MessageBytes {
  readonly raw: Buffer
  /** Where the body begins. */
  readonly bodyStart: number
  #root: Part | null = null
  readonly #contents = new Map<Part, Buffer>()

  constructor(raw: Buffer, bodyStart: number) {
    this.raw = raw
    this.bodyStart = bodyStart
  }

  get root(): Part {
    return (this.#root ??= parseStructure(this.raw))
  }

  /** The body of a part with its transfer encoding undone: once, however many of its octets are asked for one by one. */
  content(part: Part): Buffer {
    let content = this.#contents.get(part)
    if (content === undefined) {
      content = decodeTransfer(this.raw.subarray(part.bodyStart, part.end), part.encoding)
      this.#contents.set(part, content)
    }
    return content
  }
}
