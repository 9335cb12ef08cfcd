import { canonicalAddress } from '../message/mailbox-address.ts'
import { Needle } from './needle.ts'

/** Tells whether an address, with the name that stands beside it if any, is one that was asked for. */
export type AddressTest = (address: string, name?: string) => boolean

/**
 * Reads what `from:`, `to:` and their like ask for: one address (`bob@x.test`, which is not `notbob@x.test`),
 * all of a domain (`@x.test`), the null reverse-path (`<>`), or a word that stands somewhere in an address or
 * a name.
 */
export function createAddressTest(wanted: string): AddressTest {
  const bare = wanted.replace(/^<(.*)>$/, '$1').trim()
  if (bare === '') return address => address === ''
  if (bare.startsWith('@')) {
    const domain = bare.toLowerCase()
    return address => address.toLowerCase().endsWith(domain)
  }
  if (bare.includes('@')) {
    const canonical = canonicalAddress(bare)
    return address => isAddress(address, canonical)
  }
  const needle = new Needle(bare)
  return (address, name = '') => needle.isIn(address) || needle.isIn(name)
}

/** As `canonicalAddress(address) === canonical`, without the cost for addresses in their usual form. */
function isAddress(address: string, canonical: string): boolean {
  const isUsual = address.includes('@') && !address.includes('"')
  return (isUsual ? address.toLowerCase() : canonicalAddress(address)) === canonical
}
