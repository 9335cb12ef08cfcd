import type { Host } from '../world/world.ts'

/** One address at which mail for a domain may be handed on. */
export interface Hop {
  /** Null: the world describes no host that has this address; nobody answers there. */
  readonly host: Host | null
  readonly name: string
  readonly address: string
}

/** Where mail for a domain goes, or why nowhere. */
export type HopAnswer = FoundHops | NoHops

interface FoundHops {
  readonly status: 'found'
  /** In the order in which they are to be tried; at least one. */
  readonly hops: readonly Hop[]
  /** What the DNS said: `MX 10 mx1.partner.test, MX 20 mx2.partner.test`. */
  readonly text: string
}

export interface NoHops {
  readonly status: 'temporary' | 'permanent'
  /** The status for reports (RFC 3463). */
  readonly enhanced: string
  readonly text: string
}
