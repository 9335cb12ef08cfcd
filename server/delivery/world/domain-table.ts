import { domainToASCII } from 'node:url'
import type { Domain } from './world.ts'

/** Domains by name. Those beyond ASCII are found in both of their spellings, as `bücher.test` and `xn--bcher-kva.test`. */
export class DomainTable {
  readonly #byName: ReadonlyMap<string, Domain>
  /** Only those that have two spellings. */
  readonly #byAscii = new Map<string, Domain>()

  constructor(byName: ReadonlyMap<string, Domain>) {
    this.#byName = byName
    for (const [name, domain] of byName) if (isInternational(name)) this.#byAscii.set(asciiName(name), domain)
  }

  /** @param name in lower case */
  get(name: string): Domain | undefined {
    const domain = this.#byName.get(name)
    if (domain !== undefined || this.#byAscii.size === 0 || !isInternational(name)) return domain
    return this.#byAscii.get(asciiName(name))
  }

  values(): Iterable<Domain> {
    return this.#byName.values()
  }
}

// RFC 5890 §2.3.2.1: A-labels begin with `xn--`.
function isInternational(name: string): boolean {
  return name.includes('xn--') || !/^\p{ASCII}*$/u.test(name)
}

/** RFC 5891 §4.4; a name that has no such form stays as it is. */
function asciiName(name: string): string {
  return domainToASCII(name) || name
}
