import type { InputBuffer } from './input-buffer.ts'
import type { LiteralAnnouncement } from './literal-announcement.ts'
import { LiteralCollector } from './literal-collector.ts'
import type { Segment } from './segment.ts'

/** CR LF. */
const LINE_END = 2

/** Collects the lines and literals of one command or response. */
export class SegmentCollector {
  readonly #segments: Segment[] = []
  /** A line of which the literal is under way. */
  #line: Omit<Segment, 'literal'> | null = null
  #literal: LiteralCollector | null = null
  #lines = 0
  #literals = 0

  /** What is there so far, the literal under way and the line before it left out. */
  get segments(): readonly Segment[] {
    return this.#segments
  }

  /** Octets of the lines so far, their ends counted. */
  get lines(): number {
    return this.#lines
  }

  /** Octets of the literals so far, the one under way left out. */
  get literals(): number {
    return this.#literals
  }

  /** @param announcement what the line ends with; null where no literal follows */
  addLine(line: Uint8Array, announcement: LiteralAnnouncement | null): void {
    const start = this.#lines + this.#literals
    const text = line.subarray(0, line.length - (announcement?.length ?? 0))
    this.#lines += line.length + LINE_END
    if (announcement === null) this.#segments.push({ start, text, literal: null })
    else {
      this.#line = { start, text }
      this.#literal = new LiteralCollector(announcement)
      this.#closeLiteral()
    }
  }

  /** Takes what there is of the literal under way, if one is. @returns whether it is complete, and a line comes next */
  takeLiteral(input: InputBuffer): boolean {
    while (this.#literal !== null) {
      const piece = input.take(this.#literal.missing)
      if (piece === null) return false
      this.#literal.add(piece)
      this.#closeLiteral()
    }
    return true
  }

  #closeLiteral(): void {
    if (this.#literal === null || this.#line === null || this.#literal.missing > 0) return
    const literal = this.#literal.finish()
    this.#segments.push({ ...this.#line, literal })
    this.#literals += literal.size
    this.#literal = null
  }
}
