import type { EnvelopePath } from '../message/envelope.ts'
import { decodeHeaderText, scanHeader } from '../message/header.ts'
import { canonicalAddress, parseAddressList } from '../message/mailbox-address.ts'
import type { MailboxAddress } from '../message/mailbox-address.ts'
import { CATCH_ALL } from './account.ts'
import { createAddressTest } from './address-test.ts'
import type { AddressTest } from './address-test.ts'
import { hasCode, hasLink } from './content-hints.ts'
import type { Entry } from './entry.ts'
import { FLAGGED, SEEN } from './flags.ts'
import { hiddenRecipients } from './hidden-recipients.ts'
import { Needle, wholeWords } from './needle.ts'
import type { HasTerm, HeaderTerm, IsTerm, SizeTerm, Term, TextTerm, TimeTerm } from './query-tree.ts'
import type { StoredMessage } from './stored-message.ts'

/**
 * Tells whether a message matches. `entry` is the one whose flags and keywords count; null when it has none.
 */
export type Test = (message: StoredMessage, entry: Entry | null) => boolean

/** Makes ready what one term of a query needs to be held against many messages. */
export function createTermTest(term: Term): Test {
  switch (term.kind) {
    case 'text':
      return TEXT_TESTS[term.key](term.value)
    case 'header':
      return createHeaderTest(term)
    case 'has':
      return HAS_TESTS[term.value]
    case 'is':
      return IS_TESTS[term.value]
    case 'size':
      return createSizeTest(term)
    default:
      return createTimeTest(term)
  }
}

const TEXT_TESTS: Readonly<Record<TextTerm['key'], (value: string) => Test>> = {
  any: createAnywhereTest,
  body: createBodyTest,
  subject(value) {
    const needle = new Needle(value)
    return ({ summary }) => needle.isIn(summary.subject)
  },
  from(value) {
    const test = createAddressTest(value)
    return ({ envelope, summary }) => test(envelope.from.address) || isOneOf(summary.from, test)
  },
  to(value) {
    const test = createAddressTest(value)
    return ({ envelope, summary }) => isRecipient(envelope.to, test) || isOneOf(summary.to, test)
  },
  cc(value) {
    const test = createAddressTest(value)
    return ({ summary }) => isOneOf(summary.cc, test)
  },
  bcc(value) {
    const test = createAddressTest(value)
    return message =>
      (isRecipient(message.envelope.to, test) && hiddenRecipients(message).some(address => test(address))) ||
      // A Bcc field that was not taken out shows everyone what it should hide.
      isOneOf(bccField(message), test)
  },
  sender(value) {
    const test = createAddressTest(value)
    return ({ envelope }) => test(envelope.from.address)
  },
  rcpt(value) {
    const test = createAddressTest(value)
    return ({ envelope }) => isRecipient(envelope.to, test)
  },
  user(value) {
    const wanted = value.toLowerCase()
    return ({ session }) => session.auth?.user.toLowerCase() === wanted
  },
  account(value) {
    const address = accountAddress(value)
    return ({ entries }) => entries.some(entry => entry.folder.account.address === address)
  },
  tag(value) {
    const wanted = value.toLowerCase()
    return (_, entry) => entry?.keywords.some(keyword => keyword.toLowerCase() === wanted) ?? false
  },
  id(value) {
    const wanted = value.toUpperCase()
    return ({ id }) => id === wanted
  },
  'message-id'(value) {
    const wanted = bareMessageId(value)
    return ({ raw }) =>
      scanHeader(raw)
        .values('message-id')
        .some(id => bareMessageId(id) === wanted)
  },
}

const HAS_TESTS: Readonly<Record<HasTerm['value'], Test>> = {
  attachment: message => message.overview.attachments > 0,
  link: hasLink,
  code: hasCode,
}

const IS_TESTS: Readonly<Record<IsTerm['value'], Test>> = {
  unread: (_, entry) => !isMarked(entry, SEEN),
  read: (_, entry) => isMarked(entry, SEEN),
  flagged: (_, entry) => isMarked(entry, FLAGGED),
  unflagged: (_, entry) => !isMarked(entry, FLAGGED),
}

/** The mailboxes of a Bcc field that was not taken out. */
export function bccField({ raw }: StoredMessage): MailboxAddress[] {
  return scanHeader(raw)
    .values('bcc')
    .flatMap(value => parseAddressList(value))
}

/** The address under which the account of an `account:` term is kept. */
export function accountAddress(value: string): string {
  return value.toLowerCase() === CATCH_ALL ? CATCH_ALL : canonicalAddress(value)
}

function createAnywhereTest(value: string): Test {
  const needle = new Needle(value)
  const inAddress: AddressTest = (address, name = '') => needle.isIn(address) || needle.isIn(name)
  return message => {
    const { envelope, session, summary } = message
    return (
      isInBytes(needle, message) ||
      needle.isIn(envelope.from.address) ||
      isRecipient(envelope.to, inAddress) ||
      (session.auth !== null && needle.isIn(session.auth.user)) ||
      // Of a message that was deleted this much is left.
      (message.entries.length === 0 &&
        (needle.isIn(summary.subject) ||
          isOneOf(summary.from, inAddress) ||
          isOneOf(summary.to, inAddress) ||
          isOneOf(summary.cc, inAddress)))
    )
  }
}

/** Whether it is in the header section, the text of the body or the name of an attachment. */
function isInBytes(needle: Needle, message: StoredMessage): boolean {
  const { header, body } = message.home.searchTexts.of(message)
  const { region, size, summary } = message
  if (header === null && body === null) return needle.isInAscii(region, 0, size)
  return (
    (header === null ? needle.isInAscii(region, 0, summary.bodyStart) : needle.isIn(header)) ||
    (body === null ? needle.isInAscii(region, summary.bodyStart, size) : needle.isIn(body))
  )
}

function createBodyTest(value: string): Test {
  const needle = new Needle(value)
  return message => {
    const { body } = message.home.searchTexts.of(message)
    return body === null
      ? needle.isInAscii(message.region, message.summary.bodyStart, message.size)
      : needle.isIn(body)
  }
}

function createHeaderTest({ name, value }: HeaderTerm): Test {
  if (value === null) return ({ raw }) => scanHeader(raw).values(name).length > 0
  const words = wholeWords(value)
  return ({ raw }) =>
    scanHeader(raw)
      .values(name)
      .some(text => words.test(decodeHeaderText(text).normalize('NFC')))
}

function createSizeTest({ key, bytes }: SizeTerm): Test {
  return key === 'larger' ? ({ size }) => size > bytes : ({ size }) => size < bytes
}

function createTimeTest({ key, moment }: TimeTerm): Test {
  const instant = ({ home }: StoredMessage): number =>
    'at' in moment ? moment.at : home.clock.now() - moment.ago
  return key === 'before'
    ? message => message.receivedAt < instant(message)
    : message => message.receivedAt >= instant(message)
}

function isOneOf(mailboxes: readonly MailboxAddress[], test: AddressTest): boolean {
  return mailboxes.some(({ address, name }) => test(address, name))
}

function isRecipient(paths: readonly EnvelopePath[], test: AddressTest): boolean {
  return paths.some(({ address }) => test(address))
}

function isMarked(entry: Entry | null, flag: number): boolean {
  return entry !== null && (entry.flags & flag) !== 0
}

/** RFC 5322 §3.6.4: an id may be asked for with its angle brackets or without. */
function bareMessageId(id: string): string {
  return id
    .trim()
    .replace(/^<(.*)>$/, '$1')
    .toLowerCase()
}
