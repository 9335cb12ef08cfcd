import type { StoredMessage } from '../../mailbox/stored-message.ts'
import { FieldCursor } from '../../message/field-cursor.ts'
import { decodeHeaderText, fieldText } from '../../message/header.ts'
import { parseEnvelopeAddresses } from '../fetch/envelope-addresses.ts'
import type { EnvelopeAddress } from '../fetch/envelope-addresses.ts'
import type { SortCriterion } from '../wire/sort-command.ts'
import { baseSubject } from './base-subject.ts'
import { casemapKey } from './casemap.ts'
import type { Candidate } from './search-test.ts'
import { dateField, sentTime } from './sent-date.ts'

/** What a message is sorted by: numbers and texts, each compared with its like by `<`. */
export type SortValue = number | string

/** RFC 5256 §3 and RFC 5957 §3: the value of a message for each key. */
export const SORT_VALUES: Readonly<Record<SortCriterion['key'], (candidate: Candidate) => SortValue>> = {
  ARRIVAL: ({ entry }) => entry.internalDate,
  SIZE: ({ entry }) => entry.octets,
  DATE: sentDate,
  SUBJECT: ({ entry }) => casemapKey(baseSubject(entry.message.summary.subject).text),
  FROM: ({ entry }) => mailboxKey(entry.message, 'from'),
  TO: ({ entry }) => mailboxKey(entry.message, 'to'),
  CC: ({ entry }) => mailboxKey(entry.message, 'cc'),
  DISPLAYFROM: ({ entry }) => displayKey(entry.message, 'from'),
  DISPLAYTO: ({ entry }) => displayKey(entry.message, 'to'),
}

/** RFC 5256 §2.2: the sent date, or else the internal date. In milliseconds since the epoch. */
export function sentDate({ entry }: Candidate): number {
  const value = dateField(entry.message.raw)
  return (value === null ? null : sentTime(value)) ?? entry.internalDate
}

type AddressField = 'from' | 'to' | 'cc'

/** RFC 5256 §3: the addr-mailbox of the first address; '' where there is none. */
function mailboxKey(message: StoredMessage, field: AddressField): string {
  return casemapKey(firstAddress(message.raw, field)?.mailbox ?? '')
}

/** RFC 5957 §3: the display name of the first address, decoded, or of its group; else what is written of its address. */
function displayKey(message: StoredMessage, field: AddressField): string {
  const address = firstAddress(message.raw, field)
  if (address === undefined) return ''
  const { name, mailbox, host } = address
  const display = decodeHeaderText(name ?? '').trim()
  if (display !== '') return casemapKey(display)
  return casemapKey(host === null || host === '' ? (mailbox ?? '') : `${mailbox}@${host}`)
}

function firstAddress(raw: Buffer, field: AddressField): EnvelopeAddress | undefined {
  const cursor = new FieldCursor(raw, 0, raw.length)
  while (cursor.next()) {
    if (!cursor.isNamed(field)) continue
    const [first] = parseEnvelopeAddresses(fieldText(raw, cursor))
    if (first !== undefined) return first
  }
  return undefined
}
