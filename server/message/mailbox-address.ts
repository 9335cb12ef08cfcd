import { scanAddresses } from './address-scan.ts'
import type { ScannedMailbox } from './address-scan.ts'
import { decodeHeaderText } from './header.ts'
import { unescapeQuoted, withoutComments } from './lexical-tokens.ts'
import { MESSAGE_LIMITS } from './limits.ts'

/** One mailbox of an address field, decoded. */
export interface MailboxAddress {
  /** The display name, or the comment that stands for one; '' when there is none. */
  readonly name: string
  /** The addr-spec without comments and folding; '' when only a name was given. */
  readonly address: string
}

/**
 * Reads the value of an address field (RFC 5322 §3.4): mailboxes and groups, of which the members count, with
 * comments, quoted strings, source routes and encoded words. What is not well formed gives what can be made
 * of it.
 *
 * @param value the unfolded value, still encoded
 * @param limit how many addresses are read at most
 */
export function parseAddressList(value: string, limit: number = MESSAGE_LIMITS.addresses): MailboxAddress[] {
  return scanAddresses(value, limit).flatMap(item => (item.kind === 'mailbox' ? mailboxOf(item) : []))
}

/** RFC 5322 §3.2.3: a local part that needs no quotes; RFC 6532 §3.2 adds UTF-8. */
const DOT_ATOM = /^[^\s\p{Cc}"(),.:;<>@[\]\\]+(?:\.[^\s\p{Cc}"(),.:;<>@[\]\\]+)*$/u

/**
 * The key under which an address owns its account: lower case, without quotes that its local part does not
 * need; a bare name stands for that name at localhost.
 */
export function canonicalAddress(address: string): string {
  const lower = address.trim().toLowerCase()
  const at = lower.lastIndexOf('@')
  const local = at < 0 || lower.endsWith('"') ? lower : lower.slice(0, at)
  const domain = local === lower ? 'localhost' : lower.slice(at + 1)
  return `${unquoteLocalPart(local)}@${domain}`
}

function unquoteLocalPart(local: string): string {
  if (local.length < 2 || !local.startsWith('"') || !local.endsWith('"')) return local
  const bare = unescapeQuoted(local.slice(1, -1))
  return DOT_ATOM.test(bare) ? bare : local
}

function mailboxOf({ text, display, bare, angle, comment }: ScannedMailbox): MailboxAddress {
  const named = (name: string): string => nameOf(name.trim() === '' ? comment : name)
  if (angle !== null) return { name: named(display), address: cleanAddress(angle) }
  if (bare !== null) return { name: named(bare.beside), address: cleanAddress(bare.address) }
  const word = display.trim()
  const isLocalName = word === text.trim() && !/\s|=\?/.test(word)
  return isLocalName ? { name: '', address: word } : { name: nameOf(word), address: '' }
}

function nameOf(text: string): string {
  return decodeHeaderText(text).replace(/\s+/g, ' ').trim()
}

/** An addr-spec without source route (RFC 5322 §4.4), comments and white space outside of quotes. */
function cleanAddress(text: string): string {
  let address = withoutComments(text, 'drop').replace(/^mailto:/i, '')
  if (address.startsWith('@') && address.includes(':')) address = address.slice(address.indexOf(':') + 1)
  return address.includes('=?') ? decodeHeaderText(address) : address
}
