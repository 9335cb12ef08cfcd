import { domainToASCII, domainToUnicode } from 'node:url'

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
export function worldNames(name: string): readonly string[] {
  if (!/(?:^|\.)xn--/i.test(name)) return [name]
  const unicode = domainToUnicode(name)
  return unicode === '' ? [name] : [name, unicode]
}
