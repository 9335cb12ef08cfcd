import { decodeHeaderText, type HeaderSection, scanHeader } from '../header.ts'

/** Bytes of a message in which a report looks for header fields: senders can write any number of them. */
const HEADER_BYTES = 256 * 1024

/** Characters of an encoded subject that are decoded, enough for any that is shown. */
const ENCODED_LENGTH = 2000

/** The header of the message that a report is about, as far as reports read it. */
export function originalHeader(original: Buffer): HeaderSection {
  return scanHeader(original, 0, Math.min(original.length, HEADER_BYTES))
}

/** The beginning of the decoded subject, of so many characters at most; '' when there is none. */
export function originalSubject(header: HeaderSection, length: number): string {
  return decodeHeaderText(header.value('Subject')?.slice(0, ENCODED_LENGTH) ?? '')
    .trim()
    .slice(0, length)
}
