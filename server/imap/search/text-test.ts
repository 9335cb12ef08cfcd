import { Needle } from '../../mailbox/needle.ts'
import type { StoredMessage } from '../../mailbox/stored-message.ts'

/** RFC 9051 §6.4.4, BODY: whether the decoded text of the body holds a text. */
export function createBodyTest(text: string): (message: StoredMessage) => boolean {
  const needle = new Needle(text)
  return message => isInBody(needle, message)
}

/** RFC 9051 §6.4.4, TEXT: the same of header section and body. */
export function createTextTest(text: string): (message: StoredMessage) => boolean {
  const needle = new Needle(text)
  return message => {
    const { header, body } = message.home.searchTexts.of(message)
    const { region, size, summary } = message
    // Most messages are US-ASCII throughout: one look at their bytes tells.
    if (header === null && body === null) return needle.isInAscii(region, 0, size)
    const isInHeader = header === null ? needle.isInAscii(region, 0, summary.bodyStart) : needle.isIn(header)
    return isInHeader || isInBody(needle, message)
  }
}

function isInBody(needle: Needle, message: StoredMessage): boolean {
  const { body } = message.home.searchTexts.of(message)
  if (body !== null) return needle.isIn(body)
  return needle.isInAscii(message.region, message.summary.bodyStart, message.size)
}
