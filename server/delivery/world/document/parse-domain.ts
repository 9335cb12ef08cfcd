import { PLAIN_ACCOUNT } from '../empty-world.ts'
import { domainName, ipAddress, localPart, mailAddress } from './names.ts'
import { parseAccount } from './parse-account.ts'
import type { Place } from './place.ts'
import { uniqueMap } from './unique-map.ts'
import type { AccountRules, Domain, MxRecord } from '../world.ts'

/** Reads what is said of a domain; without a word about DNS, hosts or `local`, it is local. */
export function parseDomain(name: string, place: Place): Domain {
  const fields = place.members(
    'local',
    'refuse',
    'accounts',
    'account',
    'catchAll',
    'aliases',
    'plus',
    'mx',
    'addresses',
    'dns',
  )
  const { mx, addresses, dns, aliases } = fields
  const local = fields.local?.flag() ?? (mx ?? addresses ?? dns) === undefined
  if (aliases !== undefined && !local) {
    aliases.fail(
      'is for local domains: its hosts are asked for what becomes of mail for one that is elsewhere',
    )
  }
  const account = fields.account === undefined ? PLAIN_ACCOUNT : parseAccount(fields.account, name)
  const catchAll = fields.catchAll === undefined ? null : localPart(fields.catchAll)
  return {
    name,
    local,
    refuse: fields.refuse?.oneOf('rcpt', 'data', 'bounce') ?? (local ? 'rcpt' : 'bounce'),
    accounts: accountsWith(fields, name, account, catchAll),
    account,
    catchAll,
    aliases: aliases === undefined ? new Map() : parseAliases(aliases, name),
    plus: fields.plus?.flag() ?? false,
    mx: mx === undefined ? null : parseExchanges(mx),
    addresses: addresses?.oneOrMore('[192.0.2.1]').map(ipAddress) ?? [],
    dns: dns?.oneOf('found', 'nxdomain', 'servfail', 'timeout') ?? 'found',
  }
}

/** The accounts of a domain, the catch-all among them: it alone, when no others are named. */
function accountsWith(
  { accounts, catchAll }: { readonly accounts?: Place; readonly catchAll?: Place },
  domain: string,
  account: AccountRules,
  name: string | null,
): Domain['accounts'] {
  if (accounts === undefined) return name === null ? null : new Map([[name, account]])
  const parsed = parseAccounts(accounts, domain, account)
  if (name !== null && !parsed.has(name)) catchAll?.fail(`must be one of the accounts of ${domain}`)
  return parsed
}

function parseAccounts(place: Place, domain: string, base: AccountRules): ReadonlyMap<string, AccountRules> {
  if (place.isList) {
    const items = place.items('[anna, bob]', place.reading.limits.accounts)
    place.count('accounts', items.length)
    return uniqueMap(items.map(item => [localPart(item), item, base]))
  }
  const entries = place.named('accounts', '{anna: {quota: 10MB}}, or a list of names')
  return uniqueMap(
    entries.map(([name, item]) => [localPart(item, name), item, parseAccount(item.orEmpty(), domain, base)]),
  )
}

function parseAliases(place: Place, domain: string): Domain['aliases'] {
  const example = '{sales: [anna, eva@partner.test]}'
  return uniqueMap(
    place.named('aliases', example).map(([name, item]) => {
      const targets = item.oneOrMore('[anna, eva@partner.test]')
      // Mail for it would be taken, and be nowhere.
      if (targets.length === 0) item.fail('must have an address at least')
      return [localPart(item, name), item, targets.map(target => mailAddress(target, domain))]
    }),
  )
}

function parseExchanges(place: Place): Domain['mx'] {
  if (place.value === 'none') return 'null'
  const records = place.oneOrMore('["10 mx1.partner.test"], or none').map(parseExchange)
  return records.length > 0 ? records : null
}

function parseExchange(place: Place): MxRecord {
  const [, preference, name] = /^(\d{1,5}) +(\S+)$/.exec(place.isText ? place.text() : '') ?? []
  if (preference !== undefined) {
    // RFC 1035 §3.3.9: 16 bits.
    const number = Number(preference)
    return number < 2 ** 16
      ? { preference: number, host: domainName(place, name) }
      : place.fail('must have a preference from 0 to 65535')
  }
  if (typeof place.value !== 'object') place.fail('must be a preference and a host: "10 mx1.partner.test"')
  const fields = place.members('preference', 'host')
  if (fields.host === undefined) place.fail('must have a host')
  return { preference: fields.preference?.wholeNumber(0, 2 ** 16 - 1) ?? 0, host: domainName(fields.host) }
}
