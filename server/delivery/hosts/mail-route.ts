import { domainKey } from '../world/domain-name.ts'
import type { MxRecord } from '../world/world.ts'
import type { WorldIndex } from '../world/world-index.ts'
import type { Zone, ZoneAnswer } from '../world/zone.ts'
import type { Hop, NoHops } from './hop-answer.ts'
import type { HostDirectory } from './host-directory.ts'
import { HOST_LIMITS } from './host-limits.ts'
import { parseAddressLiteral } from './ip-address.ts'

/** Where mail for a domain goes, before it is said whose turn it is. */
export interface MailRoute {
  /** By preference, the best first; in each the exchangers that are equal; of each the addresses. */
  readonly tiers: readonly (readonly Exchanger[])[]
  readonly text: string
}

type Exchanger = readonly Hop[]

interface FoundAddress {
  readonly address: string
  /** The name that has it, behind all CNAME records. */
  readonly owner: string
}

interface Addresses {
  readonly found: readonly FoundAddress[]
  /** What the DNS said when it could not answer now. */
  readonly trouble: 'servfail' | 'timeout' | null
}

/**
 * Looks up in a world's zone where mail for a domain goes (RFC 5321 §5.1).
 *
 * @param domain in lower case; or an address literal
 * @param own the name of the server that asks, in lower case; null when it is no exchanger of any domain
 */
export function findMailRoute(
  index: WorldIndex,
  directory: HostDirectory,
  domain: string,
  own: string | null,
): MailRoute | NoHops {
  const { zone } = index
  if (domain.startsWith('[')) return routeToLiteral(directory, domain)
  const { status, records } = zone.resolve(domain, 'MX')
  if (status !== 'found') return failedLookUp(status, 'MX', domain)
  const exchanges = records.flatMap(record =>
    record.type === 'MX' ? [{ preference: record.preference, host: domainKey(record.value) }] : [],
  )
  // RFC 5321 §5.1: without MX records the domain itself is the exchanger.
  if (exchanges.length === 0) return routeToDomain(zone, directory, domain)
  // RFC 7505 §3: a null MX stands alone; beside others, against the rule, it is none that could be used.
  const named = exchanges.filter(({ host }) => host !== '')
  if (named.length === 0) {
    // RFC 7505 §4: mail fails at once; X.1.10 says why.
    return { status: 'permanent', enhanced: '5.1.10', text: `${domain} takes no mail (null MX)` }
  }
  const usable = closerThan(own, named)
  if (usable.length === 0) {
    // RFC 3463 §3.5: X.4.6, routing loop detected.
    return { status: 'permanent', enhanced: '5.4.6', text: `mail for ${domain} loops back to ${own}` }
  }
  return routeByExchanges(zone, directory, domain, usable)
}

function routeToLiteral(directory: HostDirectory, domain: string): MailRoute | NoHops {
  const address = parseAddressLiteral(domain)
  if (address === null) {
    // RFC 3463 §3.2: X.1.3, an address that is not well formed.
    return { status: 'permanent', enhanced: '5.1.3', text: `${domain} is no address literal` }
  }
  const host = directory.find(null, address)
  return { tiers: [[[{ host, name: host?.name ?? domain, address }]]], text: `address ${address}` }
}

function routeToDomain(zone: Zone, directory: HostDirectory, domain: string): MailRoute | NoHops {
  const { found, trouble } = addressesOf(zone, domain)
  if (found.length > 0) {
    const text = `no MX, ${found.map(({ address }) => `${recordType(address)} ${address}`).join(', ')}`
    return { tiers: [[hopsTo(directory, domain, found)]], text }
  }
  if (trouble !== null) return failedLookUp(trouble, 'A', domain)
  return unroutable(`${domain} has neither MX nor A nor AAAA records`)
}

function routeByExchanges(
  zone: Zone,
  directory: HostDirectory,
  domain: string,
  usable: readonly MxRecord[],
): MailRoute | NoHops {
  const tiers = new Map<number, Exchanger[]>()
  let trouble: { host: string; status: 'servfail' | 'timeout' } | null = null
  for (const { preference, host } of usable) {
    const addresses = addressesOf(zone, host)
    if (addresses.trouble !== null) trouble ??= { host, status: addresses.trouble }
    if (addresses.found.length === 0) continue
    const tier = tiers.get(preference) ?? []
    tiers.set(preference, tier)
    tier.push(hopsTo(directory, host, addresses.found))
  }
  const text = describe(usable)
  if (tiers.size > 0) return { tiers: [...tiers.values()], text }
  if (trouble !== null) return failedLookUp(trouble.status, 'A', trouble.host)
  // RFC 5321 §5.1: none of the MX records can be used, which must be reported.
  return unroutable(`no exchanger of ${domain} has an address: ${text}`)
}

/**
 * The exchangers by preference. RFC 5321 §5.1: a server that is an exchanger of the domain itself leaves out itself
 * and all that are no better, or mail would go round in circles.
 */
function closerThan(own: string | null, exchanges: readonly MxRecord[]): MxRecord[] {
  const self = exchanges.filter(({ host }) => host === own)
  const limit = Math.min(...self.map(({ preference }) => preference))
  return exchanges
    .filter(({ preference }) => preference < limit)
    .toSorted((one, other) => one.preference - other.preference)
    .slice(0, HOST_LIMITS.exchangers)
}

function addressesOf(zone: Zone, host: string): Addresses {
  const answers = [zone.resolve(host, 'A'), zone.resolve(host, 'AAAA')]
  const found = answers.flatMap(({ records }) =>
    records.flatMap(({ name, type, value }) =>
      type === 'A' || type === 'AAAA' ? [{ address: value, owner: domainKey(name) }] : [],
    ),
  )
  const failed = answers.map(({ status }) => status).find(isTrouble)
  return { found: found.slice(0, HOST_LIMITS.hops), trouble: failed ?? null }
}

function isTrouble(status: ZoneAnswer['status']): status is 'servfail' | 'timeout' {
  return status === 'servfail' || status === 'timeout'
}

function hopsTo(directory: HostDirectory, name: string, addresses: readonly FoundAddress[]): Exchanger {
  return addresses.map(({ address, owner }) => ({ host: directory.find(owner, address), name, address }))
}

function describe(exchanges: readonly MxRecord[]): string {
  const shown = exchanges.slice(0, HOST_LIMITS.hops).map(({ preference, host }) => `MX ${preference} ${host}`)
  return [...shown, ...(shown.length < exchanges.length ? ['…'] : [])].join(', ')
}

function recordType(address: string): string {
  return address.includes(':') ? 'AAAA' : 'A'
}

function failedLookUp(
  status: Exclude<ZoneAnswer['status'], 'found'>,
  type: 'MX' | 'A',
  name: string,
): NoHops {
  // RFC 3463 §3.2: X.1.2, the destination system does not exist.
  if (status === 'nxdomain') return { status: 'permanent', enhanced: '5.1.2', text: `${name} does not exist` }
  const what = status === 'timeout' ? 'timed out' : 'failed (SERVFAIL)'
  // RFC 3463 §3.5: X.4.3, directory server failure.
  return { status: 'temporary', enhanced: '4.4.3', text: `${type} look-up of ${name} ${what}` }
}

/** RFC 3463 §3.5: X.4.4, unable to route. */
function unroutable(text: string): NoHops {
  return { status: 'permanent', enhanced: '5.4.4', text }
}
