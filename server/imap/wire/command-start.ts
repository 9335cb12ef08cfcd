import { decodeText } from './decode-text.ts'
import { ImapSyntaxError } from './imap-syntax-error.ts'

/** How a command begins. */
export interface CommandStart {
  readonly tag: string
  /** In upper case; `UID FETCH` where UID stands before it. */
  readonly name: string
  /** Octets before the first argument. */
  readonly length: number
}

/** Octets that are looked at; tag and name are far shorter. */
const LONGEST = 512

/** RFC 9051 §9: tag = 1*<any ASTRING-CHAR except "+">. */
const TAG = /^[!#$&',\-./0-9:;<=>?@A-Z[\]^_`a-z|}~]+/
const NAME = /(?:UID )?[!#$&'+,\-./0-9:;<=>?@A-Z^_`a-z|}~]+/iy

/** The tag of a command, to name it in the answer; null when it has none. */
export function commandTag(line: Uint8Array): string | null {
  const start = decodeText(line.subarray(0, LONGEST))
  const tag = TAG.exec(start)?.[0] ?? ''
  return tag !== '' && start.charAt(tag.length) === ' ' ? tag : null
}

/**
 * Reads tag and name of a command.
 *
 * @param line its first line, without the line end
 * @throws ImapSyntaxError
 */
export function parseCommandStart(line: Uint8Array): CommandStart {
  const start = decodeText(line.subarray(0, LONGEST))
  const tag = commandTag(line)
  if (tag === null) {
    throw new ImapSyntaxError(0, 'expected a tag, a space and a command at the start of the line')
  }
  NAME.lastIndex = tag.length + 1
  const name = NAME.exec(start)?.[0]
  if (name === undefined) {
    throw new ImapSyntaxError(tag.length + 1, `expected a command after the tag ${tag}`)
  }
  const end = tag.length + 1 + name.length
  if (line.length > end && start.charAt(end) !== ' ') {
    throw new ImapSyntaxError(end, `expected a space or the end of the line after ${name.toUpperCase()}`)
  }
  return { tag, name: name.toUpperCase(), length: Math.min(end + 1, line.length) }
}
