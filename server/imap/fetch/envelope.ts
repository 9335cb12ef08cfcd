import { FieldCursor } from '../../message/field-cursor.ts'
import { fieldText } from '../../message/header.ts'
import { MESSAGE_LIMITS } from '../../message/limits.ts'
import { parseEnvelopeAddresses } from './envelope-addresses.ts'
import type { EnvelopeAddress } from './envelope-addresses.ts'
import type { HeaderStrings } from './header-strings.ts'

type TextField = 'date' | 'subject' | 'in-reply-to' | 'message-id'
type AddressField = 'from' | 'sender' | 'reply-to' | 'to' | 'cc' | 'bcc'

/** Of fields that ought to come once the first counts; of address fields all do, as in a summary. */
interface Fields {
  readonly texts: Record<TextField, string | null>
  readonly addresses: Record<AddressField, readonly EnvelopeAddress[]>
}

/**
 * The ENVELOPE of a message (RFC 9051 §7.5.2), of whatever bytes.
 *
 * @param start where its header section begins
 * @param end where that section ends
 */
export function formatEnvelope(raw: Buffer, start: number, end: number, strings: HeaderStrings): string {
  const { texts, addresses } = readFields(raw, start, end)
  // RFC 9051 §7.5.2: a field that is absent is NIL, one that is empty an empty string.
  const text = (field: TextField): string => strings.nstring(texts[field])
  const list = (field: AddressField): string => formatAddresses(addresses[field], strings)
  const from = list('from')
  // RFC 9051 §7.5.2: where Sender or Reply-To are absent or empty, the server gives what From says.
  const orFrom = (field: AddressField): string => (addresses[field].length === 0 ? from : list(field))
  const members = [
    text('date'),
    text('subject'),
    from,
    orFrom('sender'),
    orFrom('reply-to'),
    list('to'),
    list('cc'),
    list('bcc'),
    text('in-reply-to'),
    text('message-id'),
  ]
  return `(${members.join(' ')})`
}

/** RFC 9051 §7.5.2: of what a message would have had that was not looked into. */
export const EMPTY_ENVELOPE = `(${Array.from({ length: 10 }, () => 'NIL').join(' ')})`

const NO_ADDRESSES: readonly EnvelopeAddress[] = []

function readFields(raw: Buffer, start: number, end: number): Fields {
  const fields: Fields = {
    texts: { date: null, subject: null, 'in-reply-to': null, 'message-id': null },
    addresses: {
      from: NO_ADDRESSES,
      sender: NO_ADDRESSES,
      'reply-to': NO_ADDRESSES,
      to: NO_ADDRESSES,
      cc: NO_ADDRESSES,
      bcc: NO_ADDRESSES,
    },
  }
  const cursor = new FieldCursor(raw, start, end)
  while (cursor.next()) readField(raw, cursor, fields)
  return fields
}

function readField(raw: Buffer, cursor: FieldCursor, { texts, addresses }: Fields): void {
  const text = named(cursor, TEXT_FIELDS)
  if (text !== undefined) texts[text] ??= fieldText(raw, cursor)
  const list = text === undefined ? named(cursor, ADDRESS_FIELDS) : undefined
  if (list === undefined || addresses[list].length >= MESSAGE_LIMITS.addresses) return
  const more = parseEnvelopeAddresses(fieldText(raw, cursor))
  addresses[list] = addresses[list].length === 0 ? more : [...addresses[list], ...more]
}

const TEXT_FIELDS: readonly TextField[] = ['date', 'subject', 'message-id', 'in-reply-to']
const ADDRESS_FIELDS: readonly AddressField[] = ['from', 'to', 'cc', 'sender', 'reply-to', 'bcc']

/** Which of these fields the cursor stands on. */
function named<T extends string>(cursor: FieldCursor, names: readonly T[]): T | undefined {
  const length = cursor.nameEnd - cursor.start
  for (const name of names) if (name.length === length && cursor.startsWith(name)) return name
  return undefined
}

/** RFC 9051 §9, env-from and others: NIL, or the structures without spaces between them. */
function formatAddresses(addresses: readonly EnvelopeAddress[], strings: HeaderStrings): string {
  if (addresses.length === 0) return 'NIL'
  let list = ''
  for (const { name, route, mailbox, host } of addresses) {
    list += `(${strings.nstring(name)} ${strings.nstring(route)} ${strings.nstring(mailbox)} ${strings.domain(host)})`
  }
  return `(${list})`
}
