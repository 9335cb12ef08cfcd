import { decodeHeaderText, scanHeader } from '../message/header.ts'
import type { MailboxAddress } from '../message/mailbox-address.ts'
import { createAddressTest } from './address-test.ts'
import type { Entry } from './entry.ts'
import { hiddenRecipients } from './hidden-recipients.ts'
import { wholeWords } from './needle.ts'
import type { HasTerm, HeaderTerm, IsTerm, SizeTerm, Term, TextTerm, TimeTerm } from './query-tree.ts'
import type { StoredMessage } from './stored-message.ts'
import { bccField } from './term-test.ts'

/** Characters of a text that are shown, and how many of several texts. */
const SHOWN_LENGTH = 80
const SHOWN = 5

/**
 * Says in words why a message matches a term, or why not, and what it has in the place that the term is about:
 * `subject: 'Order 17' does not contain 'Welcome'`.
 *
 * @param entry the one whose flags and keywords count; null when it has none
 * @param matches whether the message matches
 */
export function explainTerm(
  term: Term,
  message: StoredMessage,
  entry: Entry | null,
  matches: boolean,
): string {
  switch (term.kind) {
    case 'text':
      return TEXT_WORDS[term.key]({ key: term.key, value: term.value, message, entry, matches })
    case 'header':
      return explainHeader(term, message, matches)
    case 'has':
      return `has:${term.value}: ${HAS_WORDS[term.value](matches)}`
    case 'is':
      return `is:${term.value}: ${IS_WORDS[term.value](matches)}`
    case 'size':
      return explainSize(term, message, matches)
    default:
      return explainTime(term, message, matches)
  }
}

interface TextCase extends Pick<TextTerm, 'key' | 'value'> {
  readonly message: StoredMessage
  readonly entry: Entry | null
  readonly matches: boolean
}

type Mailbox = Pick<MailboxAddress, 'address'> & Partial<MailboxAddress>

const TEXT_WORDS: Readonly<Record<TextTerm['key'], (about: TextCase) => string>> = {
  any: ({ value, matches }) => `${quote(value)}: it is ${matches ? '' : 'nowhere '}in the message`,
  subject: ({ value, matches, message }) =>
    `subject: ${quote(message.summary.subject)} ${matches ? 'contains' : 'does not contain'} ${quote(value)}`,
  body({ value, matches, message }) {
    if (matches) return `body: it contains ${quote(value)}`
    const { preview } = message.overview
    return `body: it does not contain ${quote(value)}${preview === '' ? '' : `; it begins with ${quote(preview)}`}`
  },
  from: about => explainAddresses(about, [about.message.envelope.from, ...about.message.summary.from]),
  to: about => explainAddresses(about, [...about.message.envelope.to, ...about.message.summary.to]),
  cc: about => explainAddresses(about, about.message.summary.cc),
  bcc: about => explainAddresses(about, bccOf(about.message)),
  sender: about => explainAddresses(about, [about.message.envelope.from]),
  rcpt: about => explainAddresses(about, about.message.envelope.to),
  user({ value, matches, message }) {
    const { auth } = message.session
    if (auth === null) return `user: nobody was logged in, so not ${quote(value)}`
    return `user: ${quote(auth.user)} is ${matches ? '' : 'not '}${quote(value)}`
  },
  account({ value, matches, message }) {
    const accounts = new Set(message.entries.map(entry => entry.folder.account.address))
    const where = accounts.size === 0 ? 'no account' : list([...accounts])
    return `account: it lies in ${where}${matches ? '' : `, not in ${quote(value)}`}`
  },
  tag({ value, matches, entry }) {
    const tags = entry?.keywords ?? []
    if (matches) return `tag: it is tagged ${quote(value)}`
    return tags.length === 0
      ? `tag: it has no tags, so not ${quote(value)}`
      : `tag: none of ${list(tags)} is ${quote(value)}`
  },
  id: ({ value, matches, message }) => `id: ${message.id} is ${matches ? '' : 'not '}${quote(value)}`,
  'message-id'({ value, matches, message }) {
    const ids = scanHeader(message.raw).values('message-id')
    if (ids.length === 0) return `message-id: it has none, so not ${quote(value)}`
    return `message-id: ${matches ? '' : 'none of '}${list(ids.map(quote))} is ${quote(value)}`
  },
}

function explainAddresses({ key, value, matches }: TextCase, mailboxes: readonly Mailbox[]): string {
  const test = createAddressTest(value)
  const { relation, withNames } = addressRelation(value)
  const texts = new Map<string, string>()
  for (const { address, name = '' } of mailboxes) {
    if (matches && !test(address, name)) continue
    const text = name !== '' && withNames ? `${name} <${address}>` : address || '<>'
    const known = texts.get(address.toLowerCase())
    if (known === undefined || known.length < text.length) texts.set(address.toLowerCase(), text)
  }
  if (texts.size === 0) return `${key}: there is none that ${relation}`
  const shown = list([...texts.values()])
  return matches ? `${key}: ${shown} ${relation}` : `${key}: none of ${shown} ${relation}`
}

/** How what `createAddressTest` takes is compared, in words. */
function addressRelation(value: string): { relation: string; withNames: boolean } {
  const bare = value.replace(/^<(.*)>$/, '$1').trim()
  if (bare === '') return { relation: 'is empty', withNames: false }
  if (bare.startsWith('@')) return { relation: `ends in ${quote(bare)}`, withNames: false }
  if (bare.includes('@')) return { relation: `is ${quote(bare)}`, withNames: false }
  return { relation: `contains ${quote(bare)}`, withNames: true }
}

function bccOf(message: StoredMessage): Mailbox[] {
  return [...hiddenRecipients(message).map(address => ({ address })), ...bccField(message)]
}

function explainHeader({ name, value }: HeaderTerm, { raw }: StoredMessage, matches: boolean): string {
  const texts = scanHeader(raw).values(name).map(decodeHeaderText)
  if (texts.length === 0) return `header:${name}: there is no such field`
  if (value === null) return `header:${name}: there is such a field`
  const words = wholeWords(value)
  const shown = texts.filter(text => !matches || words.test(text.normalize('NFC'))).map(quote)
  const relation = `has the ${value.trim().includes(' ') ? 'words' : 'word'} ${quote(value)}`
  return `header:${name}: ${matches ? '' : 'none of '}${list(shown)} ${relation}`
}

const HAS_WORDS: Readonly<Record<HasTerm['value'], (matches: boolean) => string>> = {
  attachment: matches => (matches ? 'there is an attachment' : 'there is no attachment'),
  code: matches => (matches ? 'there is a one-time code in it' : 'there is no one-time code in it'),
  link: matches => (matches ? 'there is a link in it' : 'there is no link in it'),
}

const IS_WORDS: Readonly<Record<IsTerm['value'], (matches: boolean) => string>> = {
  unread: matches => (matches ? 'it has not been read' : 'it has been read'),
  read: matches => (matches ? 'it has been read' : 'it has not been read'),
  flagged: matches => (matches ? 'it is flagged' : 'it is not flagged'),
  unflagged: matches => (matches ? 'it is not flagged' : 'it is flagged'),
}

function explainSize({ key, value }: SizeTerm, { size }: StoredMessage, matches: boolean): string {
  const relation = key === 'larger' ? 'more than' : 'less than'
  return `${key}: it has ${size} bytes, ${matches ? '' : 'not '}${relation} ${value}`
}

function explainTime({ key, value, moment }: TimeTerm, message: StoredMessage, matches: boolean): string {
  const at = new Date(message.receivedAt).toISOString()
  const bound = 'at' in moment ? value : `${value} ago`
  // `after:` takes the moment itself too.
  const relation = (key === 'after') === matches ? `not before ${bound}` : `before ${bound}`
  return `${key}: it came at ${at}, ${relation}`
}

function list(texts: readonly string[]): string {
  const more = texts.length > SHOWN ? ` and ${texts.length - SHOWN} more` : ''
  return texts.slice(0, SHOWN).map(clip).join(', ') + more
}

function quote(text: string): string {
  return `'${clip(text)}'`
}

/** A text in short, without what would move the cursor of a terminal or hide in a log. */
function clip(text: string): string {
  const plain = text.replace(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu, ' ')
  const characters = Array.from(plain.slice(0, 2 * SHOWN_LENGTH + 1))
  return characters.length > SHOWN_LENGTH ? `${characters.slice(0, SHOWN_LENGTH - 1).join('')}…` : plain
}
