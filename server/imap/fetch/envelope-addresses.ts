import { scanAddresses } from '../../message/address-scan.ts'
import type { ScannedAddress, ScannedMailbox } from '../../message/address-scan.ts'
import { unescapeQuoted, withoutComments } from '../../message/lexical-tokens.ts'
import { MESSAGE_LIMITS } from '../../message/limits.ts'

/**
 * One address structure (RFC 9051 §7.5.2). Without a host it begins a group, whose name is the mailbox, or ends
 * one, when there is no mailbox either.
 */
export interface EnvelopeAddress {
  /** The display name without its quotes, still encoded; or the comment that stands for one. */
  readonly name: string | null
  /** RFC 5322 §4.4: the source route, such as `@a.test,@b.test`. */
  readonly route: string | null
  /** The local part without its quotes. */
  readonly mailbox: string | null
  /** '' where an address lacks a domain, as null would make it a group. */
  readonly host: string | null
}

const GROUP_END: EnvelopeAddress = { name: null, route: null, mailbox: null, host: null }

/** By far the most fields: one address, `local@domain` or `"name" <local@domain>`. */
const ATOM = String.raw`[^\s"(),:;<>@[\\\]]+`
const BARE = new RegExp(`^(?<mailbox>${ATOM})@(?<host>${ATOM})$`)
const NAMED = new RegExp(
  `^(?:(?:"(?<quoted>[^"\\\\]*)"|(?<phrase>${ATOM}(?: ${ATOM})*)) ?)?<(?<mailbox>${ATOM})@(?<host>${ATOM})>$`,
)

/**
 * Reads the value of an address field for an envelope: unlike `parseAddressList` of the message room it keeps
 * groups and decodes nothing. What is malformed gives what can be made of it.
 *
 * @param value the unfolded value
 */
export function parseEnvelopeAddresses(value: string): EnvelopeAddress[] {
  const plain = (value.endsWith('>') ? NAMED : BARE).exec(value)
  if (plain === null) return scanAddresses(value, MESSAGE_LIMITS.addresses).map(structureOf)
  const { mailbox = '', host = '', quoted = '', phrase = '' } = plain.groups ?? {}
  return [{ name: quoted.trim() || phrase || null, route: null, mailbox, host }]
}

function structureOf(item: ScannedAddress): EnvelopeAddress {
  switch (item.kind) {
    case 'group':
      // RFC 9051 §7.5.2: a group begins with a structure whose mailbox is its name and whose host is NIL.
      return { ...GROUP_END, mailbox: nameOf(item.display) ?? '' }
    case 'group-end':
      return GROUP_END
    case 'mailbox':
      return mailboxOf(item)
  }
}

function mailboxOf({ display, bare, angle, comment }: ScannedMailbox): EnvelopeAddress {
  if (angle !== null) return { name: nameOf(display) ?? nameOf(comment), ...splitAddress(angle) }
  if (bare !== null) return { name: nameOf(bare.beside) ?? nameOf(comment), ...splitAddress(bare.address) }
  const word = nameOf(display) ?? ''
  // A word alone is a local part without a domain; several can only be a name.
  if (/\s|^=\?/.test(word)) return { name: word, route: null, mailbox: '', host: '' }
  return { name: nameOf(comment), route: null, mailbox: word, host: '' }
}

function nameOf(display: string): string | null {
  return display.replace(/\s+/g, ' ').trim() || null
}

function splitAddress(text: string): Omit<EnvelopeAddress, 'name'> {
  let address = withoutComments(text, 'drop')
  let route: string | null = null
  const colon = address.startsWith('@') ? address.indexOf(':') : -1
  if (colon >= 0) {
    route = address.slice(0, colon)
    address = address.slice(colon + 1)
  }
  const at = address.endsWith('"') ? -1 : address.lastIndexOf('@')
  const local = at < 0 ? address : address.slice(0, at)
  return { route, mailbox: withoutQuoting(local), host: at < 0 ? '' : address.slice(at + 1) }
}

/** RFC 9051 §9, addr-mailbox: the local part after removing the quoting of RFC 5322. */
function withoutQuoting(local: string): string {
  return local.includes('"') ? unescapeQuoted(local.replace(/(\\.)|"/gs, '$1')) : local
}
