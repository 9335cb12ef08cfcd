import type { Part } from '../../message/part.ts'
import { parseStructure } from '../../message/structure.ts'
import { decodeTransfer } from '../../message/transfer-encoding.ts'

/**
 * The bytes of a message that is fetched, and its MIME tree, which is read when first asked for. A trace is more header
 * and nothing else, so the tree and all offsets are those of the message without it.
 */
export class MessageBytes {
  readonly raw: Buffer
  /** Where the body begins in `raw`. */
  readonly bodyStart: number
  /** The trace fields that stand before `raw` in the copy that is fetched; null when it has none. */
  readonly trace: Buffer | null
  #root: Part | null = null
  readonly #contents = new Map<Part, Buffer>()

  constructor(raw: Buffer, bodyStart: number, trace: Buffer | null = null) {
    this.raw = raw
    this.bodyStart = bodyStart
    this.trace = trace
  }

  get root(): Part {
    return (this.#root ??= parseStructure(this.raw))
  }

  /**
   * The octets of the whole copy, trace included, from `start` up to `end`. No others are copied, as clients take large
   * messages in many pieces.
   */
  octets(start: number, end: number): Buffer {
    const { trace, raw } = this
    if (trace === null) return raw.subarray(start, end)
    if (start >= trace.length) return raw.subarray(start - trace.length, end - trace.length)
    return Buffer.concat([trace.subarray(start, end), raw.subarray(0, Math.max(end - trace.length, 0))])
  }

  /** The header section of the copy, and the empty line behind it. */
  get header(): Buffer {
    return this.octets(0, (this.trace?.length ?? 0) + this.bodyStart)
  }

  /** The whole copy. */
  get whole(): Buffer {
    const { trace, raw } = this
    return trace === null ? raw : Buffer.concat([trace, raw])
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
