/** The key under which a name of the DNS is found: case and a dot at the end do not count (RFC 1034 §3.1). */
export function domainKey(name: string): string {
  const lower = name.trim().toLowerCase()
  return lower.endsWith('.') ? lower.slice(0, -1) : lower
}

/** The key of the domain of an envelope address; a bare name is one at localhost. */
export function domainKeyOf(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 0 || address.endsWith('"') ? 'localhost' : domainKey(address.slice(at + 1))
}
