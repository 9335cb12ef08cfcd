import { parseAddressList } from '../mailbox-address.ts'

/**
 * An envelope address as an address field holds it, in angle brackets; null when it would read as another one there,
 * or as several.
 */
export function formatAddress(address: string): string | null {
  if (address === '' || /\p{Cc}/u.test(address)) return null
  const read = parseAddressList(`<${address}>`, 2)
  return read.length === 1 && read[0]!.address === address ? `<${address}>` : null
}

/** RFC 5322 §3.4: the empty group, where an address cannot be written. */
export function formatRecipient(address: string): string {
  return formatAddress(address) ?? 'undisclosed-recipients:;'
}

/** RFC 3464 §2.1.2, RFC 6533 §3: an address with its type. */
export function formatTypedAddress(address: string): string {
  return `${/^[ -~]*$/.test(address) ? 'rfc822' : 'utf-8'}; ${address}`
}
