/** What a world may make us hold. */
export interface WorldLimits {
  /** Characters of the document, written as JSON. */
  readonly document: number
  /** Objects and lists within one another. */
  readonly depth: number
  readonly domains: number
  readonly hosts: number
  /** Named accounts of all domains together. */
  readonly accounts: number
  /** Aliases of all domains together. */
  readonly aliases: number
  /** Rules and outages of all hosts together. */
  readonly rules: number
  /** Records besides those of domains and hosts. */
  readonly records: number
  /** Items of any other list: addresses, MX records, networks, delays. */
  readonly list: number
  /** Characters of one text. */
  readonly text: number
  /** Tries until a delivery is given up. */
  readonly tries: number
}

export const WORLD_LIMITS: WorldLimits = {
  document: 4 * 1024 * 1024,
  depth: 16,
  domains: 1000,
  hosts: 1000,
  accounts: 10_000,
  aliases: 10_000,
  rules: 10_000,
  records: 10_000,
  list: 1000,
  text: 10_000,
  tries: 10_000,
}
