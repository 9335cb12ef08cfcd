import { InputBuffer } from './input-buffer.ts'
import { ImapSyntaxError } from './imap-syntax-error.ts'
import { parseLiteralAnnouncement } from './literal-announcement.ts'
import { parseResponse } from './response.ts'
import type { Response } from './response.ts'
import { SegmentCollector } from './segment-collector.ts'

export interface ResponseLimits {
  /** Most octets of a response's lines, all together, literals not counted. */
  readonly line: number
  /** Most octets of a response's literals, all together. */
  readonly literals: number
}

/** Turns what a server sends into responses, for clients. */
export class ResponseReader {
  readonly #limits: ResponseLimits
  readonly #input = new InputBuffer()
  #response = new SegmentCollector()

  constructor(limits: ResponseLimits) {
    this.#limits = limits
  }

  /**
   * @returns the responses that are complete with this chunk
   * @throws ImapSyntaxError when one cannot be understood, or is larger than the limits; what follows cannot be, then
   */
  push(chunk: Uint8Array): Response[] {
    this.#input.push(chunk)
    const responses: Response[] = []
    while (this.#response.takeLiteral(this.#input)) {
      const limit = Math.max(0, this.#limits.line - this.#response.lines)
      const line = this.#input.readLine(limit)
      if (line === null) break
      if (line.length > limit)
        throw new ImapSyntaxError(limit, `a response has lines of more than ${this.#limits.line} octets`)
      if (this.#addLine(line)) {
        responses.push(parseResponse(this.#response.segments))
        this.#response = new SegmentCollector()
      }
    }
    return responses
  }

  /** @returns whether the response is complete */
  #addLine(line: Uint8Array): boolean {
    const announcement = parseLiteralAnnouncement(line)
    const octets = this.#response.literals + (announcement?.size ?? 0)
    if (octets > this.#limits.literals) {
      throw new ImapSyntaxError(
        this.#response.lines,
        `a response has literals of more than ${this.#limits.literals} octets`,
      )
    }
    this.#response.addLine(line, announcement)
    return announcement === null
  }
}
