import { BlockList, isIP, isIPv4 } from 'node:net'

/** Whether a text is a network such as `10.0.0.0/8` or `fd00::/8`, or a single address. */
export function isNetwork(text: string): boolean {
  return parseNetwork(text) !== null
}

const TESTS = new WeakMap<readonly string[], (address: string) => boolean>()

/** Whether an IP address belongs to one of some networks; a list of them, which the world keeps, is read once. */
export function belongsTo(address: string, networks: readonly string[]): boolean {
  let test = TESTS.get(networks)
  if (test === undefined) TESTS.set(networks, (test = networkTest(networks)))
  return test(address)
}

/**
 * Tells whether an IP address belongs to one of some networks; an IPv4 address that is written as IPv6 counts as IPv4.
 *
 * @param networks each as `isNetwork` has it
 */
export function networkTest(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const text of networks) {
    const network = parseNetwork(text)
    if (network !== null) list.addSubnet(network.address, network.prefix, familyOf(network.address))
  }
  return given => {
    const address = given.replace(/^::ffff:(?=\d+\.)/i, '')
    return isIP(address) !== 0 && list.check(address, familyOf(address))
  }
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv4(address) ? 'ipv4' : 'ipv6'
}

function parseNetwork(text: string): { address: string; prefix: number } | null {
  const [address = '', length, ...others] = text.split('/')
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address) as 0 | 4 | 6]
  if (bits === 0 || address.includes('%') || others.length > 0) return null
  if (length === undefined) return { address, prefix: bits }
  const prefix = /^\d{1,3}$/.test(length) ? Number(length) : Infinity
  return prefix <= bits ? { address, prefix } : null
}
