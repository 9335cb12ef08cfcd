import { EMPTY_WORLD, PLAIN_ACCOUNT } from '../../../server/delivery/world/empty-world.ts'
import { WorldIndex } from '../../../server/delivery/world/world-index.ts'
import type { Domain, Host, HostRule, ZoneRecord } from '../../../server/delivery/world/world.ts'
import type { HostCall } from '../../../server/delivery/hosts/host-call.ts'

/** World time at which all begins. */
export const NOW = Date.UTC(2026, 10, 21, 20, 46, 30)

/** A host that takes everything, but for what is said of it. */
export function describeHost(described: Partial<Host> = {}): Host {
  return {
    name: 'mx1.partner.test',
    addresses: ['192.0.2.10'],
    outages: [],
    delay: 0,
    greylist: null,
    rules: [],
    perMinute: null,
    size: null,
    tls: 'offered',
    closes: null,
    dsn: true,
    relay: null,
    ...described,
  }
}

/** A rule for everything, but for what is said of it. */
export function describeRule(described: Partial<HostRule> & Pick<HostRule, 'at' | 'reply'>): HostRule {
  return { sender: null, recipient: null, larger: null, from: null, until: null, ...described }
}

/** A call with a small message from anna@app.test to bob@partner.test, but for what is said of it. */
export function describeCall(described: Partial<Omit<HostCall, 'from'>> & { from?: string } = {}): HostCall {
  const { from = 'anna@app.test', ...others } = described
  return {
    now: NOW,
    client: { name: 'mail.app.test', address: '198.51.100.7' },
    from: { address: from, argument: `<${from}>`, parameters: {} },
    recipient: 'bob@partner.test',
    size: 1000,
    account: PLAIN_ACCOUNT,
    isFull: false,
    ...others,
  }
}

/** A world of domains that are elsewhere, of hosts and of further records. */
export function describeWorld(
  domains: Readonly<Record<string, Partial<Domain>>>,
  hosts: Readonly<Record<string, readonly string[]>> = {},
  records: readonly ZoneRecord[] = [],
): WorldIndex {
  return new WorldIndex(
    {
      ...EMPTY_WORLD,
      domains: new Map(Object.entries(domains).map(([name, domain]) => [name, elsewhere(name, domain)])),
      hosts: new Map(
        Object.entries(hosts).map(([name, addresses]) => [name, describeHost({ name, addresses })]),
      ),
      records,
    },
    { readyMade: false, plusAddresses: false },
  )
}

function elsewhere(name: string, described: Partial<Domain>): Domain {
  return {
    name,
    local: false,
    refuse: 'bounce',
    accounts: null,
    account: PLAIN_ACCOUNT,
    catchAll: null,
    aliases: new Map(),
    plus: false,
    mx: null,
    addresses: [],
    dns: 'found',
    ...described,
  }
}
