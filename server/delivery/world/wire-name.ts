import { domainToASCII, domainToUnicode } from 'node:url'
import { domainKey } from './domain-name.ts'
import type { RecordType, Zone, ZoneAnswer } from './zone.ts'

/** RFC 1035 §2.3.4: a label has 63 octets at most, a name that is written with dots 253. */
const WRITABLE = /^(?=.{1,253}$)[^.]{1,63}(?:\.[^.]{1,63})*$/

const ASCII = /^\p{ASCII}*$/u

/**
 * A name of the world as the DNS writes it: `xn--mnchen-3ya.test` for `münchen.test` (RFC 5891 §4.4).
 *
 * @returns null for a name that gets too long by that
 */
export function wireName(name: string): string | null {
  // RFC 7505 §3: the host of a null MX is the root.
  if (name === '.') return name
  const ascii = ASCII.test(name) ? name : domainToASCII(name)
  return WRITABLE.test(ascii) ? ascii : null
}

/** The names under which the world may know a name of the DNS: itself, and what its `xn--` labels stand for. */
function worldNames(name: string): readonly string[] {
  if (!/(?:^|\.)xn--/i.test(name)) return [name]
  const unicode = domainToUnicode(name)
  return unicode === '' ? [name] : [name, unicode]
}

/**
 * What the zone says of a name as the DNS writes it, and the key under which it was found there. A world may write some
 * of its names in one way and some in the other.
 */
export function resolveWireName(zone: Zone, name: string, type: RecordType): ZoneAnswer & { key: string } {
  const keys = worldNames(name).map(domainKey)
  const answers = keys.map(key => ({ key, ...zone.resolve(key, type) }))
  return (
    answers.find(({ status }) => status === 'servfail' || status === 'timeout') ??
    answers.find(({ records }) => records.length > 0) ??
    answers.find(({ status }) => status === 'found') ??
    answers[0]!
  )
}
