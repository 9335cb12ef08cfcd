import { isIP } from 'node:net'

/**
 * The host name of a Host header (RFC 9110 §7.2) in lower case, without port, brackets and a root dot; null when
 * it is none.
 */
export function hostName(header: string | undefined): string | null {
  const match = /^(?:\[([^\]]+)\]|([^:/?#@\\\s[\]]+))(?::\d{0,5})?$/.exec(header ?? '')
  const name = match?.[1] ?? match?.[2]
  return name === undefined ? null : name.toLowerCase().replace(/\.$/, '')
}

/**
 * Whether a request for this host is ours to answer. A page whose name was re-bound to our address (DNS
 * rebinding) sends its own name; an IP literal or localhost cannot be re-bound.
 *
 * @param allowed further names; `*` allows any
 */
export function isAllowedHost(header: string | undefined, allowed: readonly string[]): boolean {
  const name = hostName(header)
  if (name === null) return false
  if (isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost')) return true
  return allowed.some(other => other === '*' || other.toLowerCase() === name)
}
