import { isIPv4 } from 'node:net'

/** The name at which the PTR record of an IP address stands, such as `1.2.0.192.in-addr.arpa`. */
export function reverseName(address: string): string {
  // RFC 1035 §3.5
  if (isIPv4(address)) return `${address.split('.').reverse().join('.')}.in-addr.arpa`
  // RFC 3596 §2.5
  return `${nibblesOf(address).reverse().join('.')}.ip6.arpa`
}

/** The 32 hexadecimal digits of an IPv6 address. */
function nibblesOf(address: string): string[] {
  // The host of a URL has its last 32 bits in hexadecimal, never in dotted form.
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [head = '', tail] = canonical.split('::')
  const before = groupsOf(head)
  const after = groupsOf(tail ?? '')
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0000')
  return [...before, ...zeros, ...after].join('').split('')
}

function groupsOf(text: string): string[] {
  return text === '' ? [] : text.split(':').map(group => group.padStart(4, '0'))
}
