import type { Part } from '../../message/part.ts'
import { parseStructure } from '../../message/structure.ts'

/** The bytes of a message that is fetched, and its MIME tree, which is read when first asked for. */
export class MessageBytes {
  readonly raw: Buffer
  /** Where the body begins. */
  readonly bodyStart: number
  #root: Part | null = null

  constructor(raw: Buffer, bodyStart: number) {
    this.raw = raw
    this.bodyStart = bodyStart
  }

  get root(): Part {
    return (this.#root ??= parseStructure(this.raw))
  }
}
