import type { Summary } from '../../server/http/contract.ts'

/** Where the envelope and the header say different things. */
export interface EnvelopeDifferences {
  /** The envelope sender, when it is none of the From addresses; '' is the null reverse-path. */
  readonly sender: string | null
  /** Recipients that no header field names: blind copies, and what a mailing list expands to. */
  readonly hidden: readonly string[]
}

/** Compares envelope and header; addresses compare without case. */
export function envelopeDifferences({
  envelope,
  from,
  to,
  cc,
}: Pick<Summary, 'envelope' | 'from' | 'to' | 'cc'>): EnvelopeDifferences {
  const senders = from.map(mailbox => canonical(mailbox.address))
  const named = new Set([...to, ...cc].map(mailbox => canonical(mailbox.address)))
  const sender = bare(envelope.from)
  return {
    sender: senders.includes(canonical(sender)) ? null : sender,
    hidden: envelope.to.map(bare).filter(address => !named.has(canonical(address))),
  }
}

/** The address of a path as it was sent, which may stand in angle brackets after a source route (RFC 5321 §4.1.2). */
export function bare(path: string): string {
  return path.trim().replace(/^<(?:@[^:]*:)?(.*)>$/, '$1')
}

function canonical(address: string): string {
  return bare(address).toLowerCase()
}
