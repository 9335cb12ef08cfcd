import type { Entry } from '../../mailbox/entry.ts'
import { Needle } from '../../mailbox/needle.ts'
import { decodedHeader } from '../../mailbox/search-texts.ts'
import type { StoredMessage } from '../../mailbox/stored-message.ts'
import { allParts } from '../../message/part.ts'
import { parseStructure } from '../../message/structure.ts'

/** RFC 9051 §6.4.4, BODY: whether the decoded text of the body holds a text. */
export function createBodyTest(text: string): (entry: Entry) => boolean {
  const needle = new Needle(text)
  return ({ message }) => isInBody(needle, message)
}

/** RFC 9051 §6.4.4, TEXT: the same of header section, body and the header fields of the parts. */
export function createTextTest(text: string): (entry: Entry) => boolean {
  const needle = new Needle(text)
  return ({ message, trace }) => {
    if (trace !== null && needle.isIn(trace.toString())) return true
    const { header, body } = message.home.searchTexts.of(message)
    const { region, size, summary } = message
    // Most messages are US-ASCII throughout: one look at their bytes tells.
    if (header === null && body === null) return needle.isInAscii(region, 0, size)
    const isInHeader = header === null ? needle.isInAscii(region, 0, summary.bodyStart) : needle.isIn(header)
    return isInHeader || isInBody(needle, message) || (body !== null && isInPartHeader(needle, message))
  }
}

function isInBody(needle: Needle, message: StoredMessage): boolean {
  const { body } = message.home.searchTexts.of(message)
  if (body !== null) return needle.isIn(body)
  return needle.isInAscii(message.region, message.summary.bodyStart, message.size)
}

/** Of a message whose text was decoded without the header fields of its parts. */
function isInPartHeader(needle: Needle, { raw, region, size }: StoredMessage): boolean {
  // Told by the bytes alone where no encoded word can hide it: hardly any message needs its tree for this.
  if (!needle.mayBeIn(region, 0, size) && !raw.includes('=?')) return false
  for (const { headerStart, bodyStart } of allParts(parseStructure(raw))) {
    if (headerStart > 0 && needle.isIn(decodedHeader(raw.subarray(headerStart, bodyStart)))) return true
  }
  return false
}
