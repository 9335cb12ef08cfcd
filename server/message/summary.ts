import { FieldCursor } from './field-cursor.ts'
import { decodeHeaderText, fieldText } from './header.ts'
import { MESSAGE_LIMITS } from './limits.ts'
import { parseAddressList } from './mailbox-address.ts'
import type { MailboxAddress } from './mailbox-address.ts'

/** What a list shows of a message, read from its header section. */
export interface Summary {
  /** Decoded; '' when there is none. */
  readonly subject: string
  readonly from: readonly MailboxAddress[]
  readonly to: readonly MailboxAddress[]
  readonly cc: readonly MailboxAddress[]
  /** Where the body begins in the raw bytes. */
  readonly bodyStart: number
}

/**
 * Reads the header section of a captured message, in one pass that makes strings of the wanted fields only.
 * Where a field that may come once (RFC 5322 §3.6) comes more often, the first subject counts, and the
 * addresses of all.
 */
export function summarise(raw: Buffer): Summary {
  const cursor = new FieldCursor(raw, 0, raw.length)
  let subject: string | undefined
  const from: MailboxAddress[] = []
  const to: MailboxAddress[] = []
  const cc: MailboxAddress[] = []
  while (cursor.next()) {
    if (cursor.isNamed('to')) addAddresses(to, raw, cursor)
    else if (cursor.isNamed('cc')) addAddresses(cc, raw, cursor)
    else if (cursor.isNamed('from')) addAddresses(from, raw, cursor)
    else if (subject === undefined && cursor.isNamed('subject')) {
      subject = decodeHeaderText(fieldText(raw, cursor)).trim().slice(0, MESSAGE_LIMITS.subjectLength)
    }
  }
  return {
    subject: subject ?? '',
    from: compact(from),
    to: compact(to),
    cc: compact(cc),
    bodyStart: cursor.bodyStart,
  }
}

function addAddresses(list: MailboxAddress[], raw: Buffer, cursor: FieldCursor): void {
  const room = MESSAGE_LIMITS.addresses - list.length
  if (room > 0) list.push(...parseAddressList(fieldText(raw, cursor), room))
}

const NO_ADDRESSES: readonly MailboxAddress[] = Object.freeze([])

/** The same list without the room that `push` leaves for more: summaries are kept by the ten thousand. */
function compact(list: readonly MailboxAddress[]): readonly MailboxAddress[] {
  return list.length === 0 ? NO_ADDRESSES : list.slice()
}
