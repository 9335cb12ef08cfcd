import { canonicalAddress } from '../../message/mailbox-address.ts'
import { domainKeyOf } from './domain-name.ts'
import type { Fate } from './fate.ts'
import type { AccountRules, Domain } from './world.ts'

/** What becomes of the mail for an address where `domain` says so; its account is at the address's own domain. */
export function fateInDomain(domain: Domain, address: string): Fate {
  const canonical = canonicalAddress(address)
  const local = canonical.slice(0, canonical.lastIndexOf('@'))
  const plain = domain.plus ? withoutPlus(local) : local
  if (domain.local) {
    const to = domain.aliases.get(local) ?? domain.aliases.get(plain)
    if (to !== undefined) return { kind: 'redirected', domain, to }
  }
  const found = accountIn(domain, local, plain)
  const mailbox = `${found?.local ?? local}@${domainKeyOf(address)}`
  if (!domain.local) return { kind: 'elsewhere', domain, account: found?.account ?? null, mailbox }
  return found === null
    ? { kind: 'unknown', domain }
    : { kind: 'local', domain, account: found.account, mailbox }
}

/** RFC 5233 §4: what follows the first plus is a detail of the address. */
function withoutPlus(local: string): string {
  const plus = local.indexOf('+')
  return plus > 0 ? local.slice(0, plus) : local
}

/** The account that takes mail for a local part: the one of that name, the one without a detail, the catch-all. */
function accountIn(
  { accounts, account, catchAll }: Domain,
  local: string,
  plain: string,
): { local: string; account: AccountRules } | null {
  if (accounts === null) return { local: plain, account }
  for (const name of [local, plain, catchAll]) {
    const named = name === null ? undefined : accounts.get(name)
    if (name !== null && named !== undefined) return { local: name, account: named }
  }
  return null
}
