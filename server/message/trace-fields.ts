import { isIP, isIPv6 } from 'node:net'
import { asciiDomain } from './ascii-domain.ts'

/** What a server notes of a message that it took (RFC 5321 §4.4). */
export interface ReceivedFacts {
  /** The name that the client gave with EHLO. */
  readonly from: string
  /** The client's name by its address, if there is one. */
  readonly fromName?: string | null
  /** The client's IP address; null when there was no connection. */
  readonly fromAddress: string | null
  /** The server that took it. */
  readonly by: string
  /** How it came (RFC 3848): `ESMTP`, `ESMTPS`, `ESMTPSA`. */
  readonly with: string
  /** Under which that server knows it. */
  readonly id: string
  /** The one recipient; null when there were several, who are kept from one another. */
  readonly for: string | null
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** RFC 5322 §2.1.1: characters that a line should not exceed, without its end. */
const LINE_LENGTH = 78

/** Columns that the tab takes before a folded line. */
const INDENT = 8

/** RFC 1035 §2.3.4: characters of a domain; longer ones are cut. */
const DOMAIN_LENGTH = 255

/** Characters of a word such as the id. */
const ATOM_LENGTH = 128

/** RFC 5321 §4.5.3.1.3: characters of a path. A Received field does without a longer one. */
const PATH_LENGTH = 256

/** RFC 5321 §4.1.3, as far as characters go. */
const ADDRESS_LITERAL = /^\[[\w.:-]+\]$/

/** RFC 5322 §3.2.3: a local part that needs no quotes; RFC 6532 §3.2 adds what is not ASCII. */
const DOT_ATOM = /^[\p{L}\p{M}\p{N}!#$%&'*+\-/=?^_`{|}~]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+\-/=?^_`{|}~]+)*$/u

/** RFC 5322 §3.2.4. */
const QUOTED_STRING = /^"(?:[^"\\\p{Cc}]|\\\P{Cc})*"$/u

/**
 * A Received field with its line end, folded. Names come from clients, so what does not belong in a name becomes a
 * question mark: nothing of it can end the field, open a comment or begin another clause.
 */
export function formatReceived(facts: ReceivedFacts): string {
  const recipient = facts.for === null || facts.for.length > PATH_LENGTH ? null : facts.for
  // RFC 5321 §4.4: Time-stamp-line; from whom, by whom, and the rest in a line each where they fit.
  return fold([
    ['Received:', `from ${domainOf(facts.from)}`, ...tcpInfo(facts.fromName ?? null, facts.fromAddress)],
    [
      `by ${domainOf(facts.by)}`,
      `with ${atomOf(facts.with)}`,
      `id ${atomOf(facts.id)}${recipient === null ? ';' : ''}`,
    ],
    [...(recipient === null ? [] : [`for ${pathOf(recipient)};`]), dateOf(facts.at)],
  ])
}

/**
 * The Return-Path field that the last server adds, with its line end.
 *
 * @param address '' for the null reverse-path
 */
export function formatReturnPath(address: string): string {
  // RFC 5321 §4.4: Return-path-line.
  return `Return-Path: ${pathOf(address)}\r\n`
}

/** RFC 5321 §4.4: TCP-info, what the server itself saw of the client. */
function tcpInfo(name: string | null, address: string | null): string[] {
  if (address === null || isIP(address) === 0) return []
  // RFC 5321 §4.1.3: an IPv6 address is led by its tag; a zone, which says nothing elsewhere, is left out.
  const literal = isIPv6(address) ? `[IPv6:${address.replace(/%.*$/s, '')}]` : `[${address}]`
  return [name === null ? `(${literal})` : `(${domainOf(name)} ${literal})`]
}

/** Each part begins a line of its own; within it, lines are folded between words where they would grow too long. */
function fold(parts: readonly (readonly string[])[]): string {
  const lines: string[] = []
  for (const words of parts) {
    let line = ''
    for (const word of words) {
      const room = LINE_LENGTH - (lines.length === 0 ? 0 : INDENT)
      if (line !== '' && line.length + 1 + word.length > room) {
        lines.push(line)
        line = word
      } else line = line === '' ? word : `${line} ${word}`
    }
    lines.push(line)
  }
  return `${lines.join('\r\n\t')}\r\n`
}

function domainOf(name: string): string {
  if (ADDRESS_LITERAL.test(name) && name.length <= DOMAIN_LENGTH) return name
  const cut = name.slice(0, DOMAIN_LENGTH).toWellFormed()
  // RFC 5321 §2.3.5: a domain is ASCII; one in another script has its A-label.
  return (
    asciiDomain(cut)
      .slice(0, DOMAIN_LENGTH)
      .replace(/[^\w.-]/g, '?') || 'unknown'
  )
}

function atomOf(text: string): string {
  return text.slice(0, ATOM_LENGTH).replace(/[^\w!#$%&'*+\-/=?^`{|}~.]/g, '?') || 'unknown'
}

/** RFC 5321 §4.1.2: Path. A local part that needs quotes and came without gets them: it is the same address. */
function pathOf(address: string): string {
  const text = address.toWellFormed()
  const at = text.endsWith('"') ? -1 : text.lastIndexOf('@')
  const local = at < 0 ? text : text.slice(0, at)
  const domain = at < 0 ? '' : `@${mailDomainOf(text.slice(at + 1))}`
  return text === '' ? '<>' : `<${localPartOf(local)}${domain}>`
}

function localPartOf(local: string): string {
  if (DOT_ATOM.test(local) || QUOTED_STRING.test(local)) return local
  return `"${local.replace(/\p{Cc}/gu, '?').replace(/["\\]/g, '\\$&')}"`
}

/** A domain as the envelope has it, in any script (RFC 6531 §3.3). */
function mailDomainOf(domain: string): string {
  return ADDRESS_LITERAL.test(domain) ? domain : domain.replace(/[^\p{L}\p{M}\p{N}._-]/gu, '?')
}

/** RFC 5322 §3.3. */
function dateOf(at: number): string {
  return new Date(at).toUTCString().replace('GMT', '+0000')
}
