/** What the DNS server lets its clients make it hold. */
export interface DnsLimits {
  /** Octets of the longest query. A longer datagram is dropped; a longer message ends its TCP connection. */
  readonly query: number
  /** Octets of an answer in one datagram, for clients that take as much (RFC 6891 §6.2.5); others get 512. */
  readonly datagram: number
  /** Datagrams that wait for the system to send them; answers beyond are dropped. */
  readonly unsent: number
  /** TCP connections open at the same time. */
  readonly connections: number
  /** Milliseconds that a TCP connection may take from one query to the next, and for taking an answer. */
  readonly idleTime: number
}

export const DNS_LIMITS: DnsLimits = {
  query: 4096,
  // The size that passes Ethernet and IPv6 unfragmented, as resolvers agreed on for the DNS flag day of 2020.
  datagram: 1232,
  unsent: 1000,
  connections: 100,
  // RFC 7766 §6.2.3: a few seconds.
  idleTime: 10_000,
}
