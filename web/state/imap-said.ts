import { decodeText } from '../../server/imap/wire/decode-text.ts'
import { InputBuffer } from '../../server/imap/wire/input-buffer.ts'
import { parseLiteralAnnouncement } from '../../server/imap/wire/literal-announcement.ts'
import { LONGEST_LINE, octetsText, type SaidText } from './wire-log.ts'

/** Turns what an IMAP server sends into lines for a log, in which literals are told by their size alone. */
export class ImapSaid {
  readonly #input = new InputBuffer()
  /** Octets of a literal that are still to come. */
  #missing = 0
  /** What stands before a literal, of the line that goes on behind it. */
  #begun = ''

  /** @returns the lines that are complete with this chunk */
  push(chunk: Uint8Array): SaidText[] {
    this.#input.push(chunk)
    const said: SaidText[] = []
    while (this.#passLiteral()) {
      const line = this.#input.readLine(LONGEST_LINE)
      if (line === null) break
      const announcement = parseLiteralAnnouncement(line)
      const text = this.#begun + decodeText(line.subarray(0, line.length - (announcement?.length ?? 0)))
      this.#begun = announcement === null ? '' : text.slice(0, LONGEST_LINE) + octetsText(announcement.size)
      this.#missing = announcement?.size ?? 0
      if (announcement === null) said.push({ side: 'server', text })
    }
    return said
  }

  /** @returns whether a line comes next */
  #passLiteral(): boolean {
    while (this.#missing > 0) {
      const piece = this.#input.take(this.#missing)
      if (piece === null) return false
      this.#missing -= piece.length
    }
    return true
  }
}
