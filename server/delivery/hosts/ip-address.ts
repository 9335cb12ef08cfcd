import { isIPv4, isIPv6, SocketAddress } from 'node:net'

/** The one spelling of an IP address; IPv4 that is written as IPv6 becomes IPv4. Any other text stays as it is. */
export function canonicalIp(address: string): string {
  if (!isIPv6(address)) return address
  const spelled = new SocketAddress({ address, family: 'ipv6' }).address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(spelled)
  return mapped?.[1] ?? spelled
}

/** The network that counts as one client: a /24 of IPv4, a /64 of IPv6 (RFC 6647 §7). Any other text stays as it is. */
export function clientNetwork(address: string): string {
  const ip = canonicalIp(address)
  if (isIPv4(ip)) return ip.slice(0, ip.lastIndexOf('.'))
  if (!isIPv6(ip)) return ip
  const [head = '', tail] = ip.split('::')
  const first = head === '' ? [] : head.split(':')
  if (tail === undefined) return first.slice(0, 4).join(':')
  const last = tail === '' ? [] : tail.split(':')
  const octetsInLast = last.at(-1)?.includes('.') === true ? 1 : 0
  const zeros = Math.max(8 - first.length - last.length - octetsInLast, 0)
  return [...first, ...Array.from({ length: zeros }, () => '0'), ...last].slice(0, 4).join(':')
}

/** The address in a domain such as `[192.0.2.1]` or `[IPv6:2001:db8::1]` (RFC 5321 §4.1.3); null when it is none. */
export function parseAddressLiteral(domain: string): string | null {
  const [, tag, address = ''] = /^\[(ipv6:)?([^[\]]*)\]$/i.exec(domain) ?? []
  const isWellFormed = tag === undefined ? isIPv4(address) : isIPv6(address)
  return isWellFormed ? canonicalIp(address) : null
}
