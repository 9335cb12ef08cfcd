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
  /** What the fields X-Tags name, parted by commas. */
  readonly tags: readonly string[]
  /** Where the body begins in the raw bytes. */
  readonly bodyStart: number
}

/**
 * Reads the header section of a captured message, in one pass that makes strings of the wanted fields only.
 * Where a field that may come once (RFC 5322 §3.6) comes more often, the first subject counts, and the
 * addresses of all.
 *
 * @param parseAddresses what reads the value of an address field; `parseAddressList`, or what remembers it
 */
export function summarise(
  raw: Buffer,
  parseAddresses: (value: string) => readonly MailboxAddress[] = parseAddressList,
): Summary {
  const cursor = new FieldCursor(raw, 0, raw.length)
  let subject: string | undefined
  let from = NO_ADDRESSES
  let to = NO_ADDRESSES
  let cc = NO_ADDRESSES
  let tags = NO_TAGS
  const withAddresses = (before: readonly MailboxAddress[]): readonly MailboxAddress[] =>
    before.length < MESSAGE_LIMITS.addresses ? join(before, parseAddresses(fieldText(raw, cursor))) : before
  while (cursor.next()) {
    if (cursor.isNamed('to')) to = withAddresses(to)
    else if (cursor.isNamed('cc')) cc = withAddresses(cc)
    else if (cursor.isNamed('from')) from = withAddresses(from)
    else if (tags.length < MESSAGE_LIMITS.tags && cursor.isNamed('x-tags')) {
      tags = [...tags, ...tagsOf(fieldText(raw, cursor))].slice(0, MESSAGE_LIMITS.tags)
    } else if (subject === undefined && cursor.isNamed('subject')) {
      subject = decodeHeaderText(fieldText(raw, cursor)).trim().slice(0, MESSAGE_LIMITS.subjectLength)
    }
  }
  return { subject: subject ?? '', from, to, cc, tags, bodyStart: cursor.bodyStart }
}

const NO_TAGS: readonly string[] = Object.freeze([])

function tagsOf(value: string): string[] {
  return decodeHeaderText(value)
    .split(',')
    .map(tag => tag.trim())
    .filter(tag => tag !== '')
}

const NO_ADDRESSES: readonly MailboxAddress[] = Object.freeze([])

function join(before: readonly MailboxAddress[], more: readonly MailboxAddress[]): readonly MailboxAddress[] {
  return before.length === 0 ? more : [...before, ...more].slice(0, MESSAGE_LIMITS.addresses)
}
