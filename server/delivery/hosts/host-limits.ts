/** What the clients of simulated hosts may make us hold, and how far one look-up goes. */
export interface HostLimits {
  /** Clients, senders and recipients that greylisting hosts remember; beyond that the one not seen for longest is forgotten. */
  readonly greylisted: number
  /** Milliseconds after which one that is not seen again is forgotten. */
  readonly greylistAge: number
  /** Clients whose messages hosts with a rate count; beyond that those of the one that was quiet for longest are forgotten. */
  readonly rateClients: number
  /** Addresses that one look-up of a domain gives. */
  readonly hops: number
  /** MX records of a domain that are looked at, the best ones. */
  readonly exchangers: number
  /** Domains of which it is remembered where their mail goes; beyond that the oldest are looked up anew. */
  readonly routes: number
}

export const HOST_LIMITS: HostLimits = {
  greylisted: 100_000,
  // RFC 6647 §5: at least one week. With five, as Postgrey has it, a monthly mail is still known.
  greylistAge: 35 * 24 * 60 * 60 * 1000,
  rateClients: 1000,
  hops: 20,
  exchangers: 100,
  routes: 1000,
}
