import type { Entry } from '../../mailbox/entry.ts'
import { Needle } from '../../mailbox/needle.ts'
import { FieldCursor } from '../../message/field-cursor.ts'
import { decodeHeaderText, fieldText } from '../../message/header.ts'
import { parseAddressList } from '../../message/mailbox-address.ts'

const ADDRESS_FIELDS = new Set(['from', 'to', 'cc', 'bcc', 'sender', 'reply-to'])

/**
 * RFC 9051 §6.4.4: whether a header field of this name holds a text, decoded; with '', whether there is such a
 * field. Of addresses it may be in what is written or in what is left without comments and quotes.
 *
 * @param field its name, in lower case
 */
export function createHeaderTest(field: string, text: string): (entry: Entry) => boolean {
  const needle = new Needle(text)
  // The summary has it at hand, and no other field is searched as often.
  if (field === 'subject' && text !== '') return ({ message }) => needle.isIn(message.summary.subject)
  const holds = ADDRESS_FIELDS.has(field)
    ? (value: string): boolean => needle.isIn(decodeHeaderText(value)) || isInAddresses(needle, value)
    : (value: string): boolean => needle.isIn(decodeHeaderText(value))
  const isIn = (raw: Buffer): boolean => {
    const cursor = new FieldCursor(raw, 0, raw.length)
    while (cursor.next()) if (isNamed(raw, cursor, field) && holds(fieldText(raw, cursor))) return true
    return false
  }
  return ({ message, trace }) => (trace !== null && isIn(trace)) || isIn(message.raw)
}

function isNamed(raw: Buffer, { start, nameEnd }: FieldCursor, field: string): boolean {
  return nameEnd - start === field.length && raw.toString('latin1', start, nameEnd).toLowerCase() === field
}

function isInAddresses(needle: Needle, value: string): boolean {
  if (!/[("\\\s]/.test(value)) return false
  return parseAddressList(value).some(({ name, address }) => needle.isIn(`${name} <${address}>`))
}
