import { isIP } from 'node:net'
import { canonicalAddress } from '../../../message/mailbox-address.ts'
import { domainKey } from '../domain-name.ts'
import { isNetwork } from '../network-test.ts'
import type { Place } from './place.ts'

/** RFC 1035 §2.3.4: octets of a name and of a label. Underscores lead the names of services (RFC 8552). */
const LONGEST_NAME = 253
const LABEL = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?$/u

/** Of a local part: no white space, no control characters, nothing that ends it or the path. */
const LOCAL_PART = /^[^\s\p{Cc}@<>]{1,64}$/u

/** A name of the DNS, which stands at `place` as its value or as its name. */
export function domainName(place: Place, text: unknown = place.value): string {
  const key = typeof text === 'string' ? domainKey(text) : ''
  return isName(key) ? key : place.fail('must be a name such as "mx1.partner.test"')
}

/** A local part, which stands at `place` as its value or as its name; in lower case. */
export function localPart(place: Place, text: unknown = place.value): string {
  if (typeof text === 'string' && LOCAL_PART.test(text)) return text.toLowerCase()
  return place.fail('must be what stands before the @, such as "anna"')
}

/** An address; a bare name is one at `domain`. */
export function mailAddress(place: Place, domain: string): string {
  const text = place.text('an address such as "anna@partner.test"')
  const at = text.lastIndexOf('@')
  if (at < 0) return `${localPart(place)}@${domain}`
  const isAddress = LOCAL_PART.test(text.slice(0, at)) && isName(text.slice(at + 1))
  return isAddress ? canonicalAddress(text) : place.fail('must be an address such as "anna@partner.test"')
}

function isName(text: string): boolean {
  return text.length <= LONGEST_NAME && isIP(text) === 0 && text.split('.').every(label => LABEL.test(label))
}

export function ipAddress(place: Place): string {
  const text = typeof place.value === 'string' ? place.value.toLowerCase() : ''
  return isIP(text) !== 0 && !text.includes('%')
    ? text
    : place.fail('must be an IP address such as "192.0.2.1" or "2001:db8::1"')
}

export function network(place: Place): string {
  const text = typeof place.value === 'string' ? place.value : ''
  return isNetwork(text) ? text : place.fail('must be a network such as "127.0.0.0/8" or "::1"')
}
