import type { Literal } from './literal.ts'

/** A line of a command or response, and the literal that was announced at its end, if one was. */
export interface Segment {
  /** Octets of the command or response before this line, literals counted. */
  readonly start: number
  /** Without the line end and the announcement. */
  readonly text: Uint8Array
  readonly literal: Literal | null
}
