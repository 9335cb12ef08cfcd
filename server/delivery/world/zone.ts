import { domainKey } from './domain-name.ts'
import { reverseName } from './reverse-name.ts'
import type { Domain, Host, MxRecord, ZoneRecord } from './world.ts'

export type RecordType = ZoneRecord['type']

/** What the DNS of the world answers. */
export interface ZoneAnswer {
  /** `found` without records: there is such a name, but nothing of that type. */
  readonly status: 'found' | 'nxdomain' | 'servfail' | 'timeout'
  /** The CNAME records that were followed, then those that were asked for. */
  readonly records: readonly ZoneRecord[]
}

/** What a zone is made of. */
export interface ZoneSource {
  readonly domains: Iterable<Domain>
  readonly hosts: Iterable<Host>
  readonly records: readonly ZoneRecord[]
}

/** The server that takes the mail of local domains which name no other: this one. */
const OURSELVES = { name: 'facteur.test', addresses: ['127.0.0.1', '::1'] }

/** CNAME records that are followed to one answer. */
const MAX_ALIASES = 8

/** The DNS of the world, as a table. */
export class Zone {
  readonly #records = new Map<string, ZoneRecord[]>()
  /** Each record as text: none is there twice. */
  readonly #known = new Set<string>()
  /** Every name that has records, and all that it is below (RFC 8020 §2: they exist too). */
  readonly #names = new Set<string>()
  /** Domains that the DNS does not answer for; nor does it for what is below them. */
  readonly #failing = new Map<string, Exclude<Domain['dns'], 'found'>>()

  constructor({ domains, hosts, records }: ZoneSource) {
    for (const record of records) this.#add(record)
    const given = new Set(records.filter(({ type }) => type === 'PTR').map(({ name }) => domainKey(name)))
    this.#addAddresses({ name: 'localhost', addresses: OURSELVES.addresses })
    for (const domain of domains) this.#addDomain(domain)
    for (const host of hosts) {
      this.#addAddresses(host)
      for (const address of host.addresses) this.#addPointer(address, host.name, given)
    }
    // A world may say where this server is reached.
    const isFound = this.#has(OURSELVES.name, 'A') || this.#has(OURSELVES.name, 'AAAA')
    if (!isFound) this.#addAddresses(OURSELVES)
    for (const address of OURSELVES.addresses) this.#addPointer(address, 'localhost', given)
  }

  /**
   * What the DNS knows of a name; CNAME records are followed.
   *
   * @param name with or without a dot at the end; case does not count
   */
  resolve(name: string, type: RecordType): ZoneAnswer {
    const followed: ZoneRecord[] = []
    let key = domainKey(name)
    // RFC 1034 §3.6.2: the answer goes on at the name that a CNAME stands for. A loop is a failure.
    while (followed.length <= MAX_ALIASES) {
      const failure = this.#failureOf(key)
      if (failure !== null) return { status: failure, records: [] }
      const all = this.#records.get(key) ?? []
      const found = all.filter(record => record.type === type)
      const alias = all.find(record => record.type === 'CNAME')
      if (found.length > 0 || alias === undefined) return this.#answer(key, [...followed, ...found])
      followed.push(alias)
      key = domainKey(alias.value)
    }
    return { status: 'servfail', records: [] }
  }

  #answer(key: string, records: readonly ZoneRecord[]): ZoneAnswer {
    // RFC 2308 §2: a name without records of the type is no name that does not exist.
    return { status: this.#names.has(key) ? 'found' : 'nxdomain', records }
  }

  #failureOf(key: string): Exclude<Domain['dns'], 'found'> | null {
    if (this.#failing.size === 0) return null
    for (const name of namesUpwards(key)) {
      const failure = this.#failing.get(name)
      if (failure !== undefined) return failure
    }
    return null
  }

  #addDomain({ name, local, mx, addresses, dns }: Domain): void {
    if (dns !== 'found') this.#failing.set(name, dns)
    this.#addAddresses({ name, addresses })
    const isOurs = local && addresses.length === 0 && !this.#has(name, 'MX')
    for (const { preference, host } of exchangesOf(mx, isOurs)) {
      this.#add({ name, type: 'MX', preference, value: host })
    }
  }

  #addAddresses({ name, addresses }: { name: string; addresses: readonly string[] }): void {
    for (const value of addresses) this.#add({ name, type: value.includes(':') ? 'AAAA' : 'A', value })
  }

  #addPointer(address: string, host: string, given: ReadonlySet<string>): void {
    const name = reverseName(address)
    const isOurs = OURSELVES.addresses.includes(address) && host !== 'localhost'
    if (!isOurs && !given.has(name)) this.#add({ name, type: 'PTR', value: host })
  }

  #has(name: string, type: RecordType): boolean {
    return this.#records.get(name)?.some(record => record.type === type) === true
  }

  #add(record: ZoneRecord): void {
    const key = domainKey(record.name)
    const text = `${key} ${record.type} ${record.value}`
    if (this.#known.has(text)) return
    this.#known.add(text)
    const records = this.#records.get(key)
    if (records === undefined) this.#records.set(key, [record])
    else records.push(record)
    for (const name of namesUpwards(key)) {
      if (this.#names.has(name)) break
      this.#names.add(name)
    }
  }
}

/** @param isOurs whether mail comes here where nothing is said of it */
function exchangesOf(mx: Domain['mx'], isOurs: boolean): readonly MxRecord[] {
  // RFC 7505 §3: the null MX has preference 0 and the root as its host.
  if (mx === 'null') return [{ preference: 0, host: '.' }]
  if (mx !== null) return mx
  return isOurs ? [{ preference: 0, host: OURSELVES.name }] : []
}

/** A name and all that it is below: `a.b.test`, `b.test`, `test`. */
function* namesUpwards(name: string): Generator<string> {
  for (let rest = name; ; rest = rest.slice(rest.indexOf('.') + 1)) {
    yield rest
    if (!rest.includes('.')) return
  }
}
