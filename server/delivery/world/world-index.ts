import { domainKeyOf } from './domain-name.ts'
import { DomainTable } from './domain-table.ts'
import { fateInDomain } from './fate-in-domain.ts'
import type { Fate } from './fate.ts'
import { domainOfLabel, READY_MADE_DOMAINS } from './ready-made-domains.ts'
import { READY_MADE_HOSTS } from './ready-made-hosts.ts'
import type { Domain, Host, World } from './world.ts'
import { Zone } from './zone.ts'

export interface WorldIndexOptions {
  /** Whether the ready-made domains are there, such as unknown.test. */
  readonly readyMade: boolean
  /** Whether what follows a plus acts on any domain, as in `anna+bounce@shop.test`. */
  readonly plusAddresses: boolean
}

/** Most mail, which is why it is made only once. */
const PLAIN: Fate = Object.freeze({ kind: 'plain' })

/** Look-ups in a world, and in what is ready-made; where both know a name, the world does. */
export class WorldIndex {
  readonly world: World
  /** Those whose addresses are simulated. */
  readonly #domains: DomainTable
  /** Those that are found by name: what a plus asks for leads to ready-made ones, whatever domain it is at. */
  readonly #named: DomainTable
  readonly #hosts: ReadonlyMap<string, Host>
  readonly #plusAddresses: boolean
  #zone: Zone | undefined

  constructor(world: World, { readyMade, plusAddresses }: WorldIndexOptions) {
    this.world = world
    this.#plusAddresses = plusAddresses
    const isAnyReady = readyMade || plusAddresses
    const { domains } = world
    this.#named = new DomainTable(isAnyReady ? new Map([...READY_MADE_DOMAINS, ...domains]) : domains)
    this.#domains = readyMade ? this.#named : new DomainTable(domains)
    this.#hosts = isAnyReady ? new Map([...READY_MADE_HOSTS, ...world.hosts]) : world.hosts
  }

  /** A domain by its name, in lower case. */
  domainOf(name: string): Domain | undefined {
    return this.#named.get(name)
  }

  /** A host by its name, in lower case. */
  host(name: string): Host | undefined {
    return this.#hosts.get(name)
  }

  /** What becomes of the mail for an address, as the envelope has it. */
  fateOf(address: string): Fate {
    const domain =
      (this.#plusAddresses ? domainOfLabel(address) : undefined) ?? this.#domains.get(domainKeyOf(address))
    return domain === undefined ? PLAIN : fateInDomain(domain, address)
  }

  /** The DNS; it is compiled when it is first asked for. */
  get zone(): Zone {
    this.#zone ??= new Zone({
      domains: this.#named.values(),
      hosts: this.#hosts.values(),
      records: this.world.records,
    })
    return this.#zone
  }
}
