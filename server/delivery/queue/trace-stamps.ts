import type { StoredMessage } from '../../mailbox/stored-message.ts'
import { scanHeader } from '../../message/header.ts'
import { formatReceived } from '../../message/trace-fields.ts'
import type { HostClient } from '../hosts/host-call.ts'
import type { QueuedDelivery, Trace } from './queued-delivery.ts'

/** How many Received fields each message came with: its header is read once, whatever the number of its copies. */
const receivedFields = new WeakMap<StoredMessage, number>()

/**
 * The trace of a copy that the next server takes (RFC 5321 §4.4): it puts its Received field before all others.
 *
 * @param by the server that takes it
 * @param protocol by which it does: `ESMTP`, `ESMTPS`
 * @param at milliseconds since the epoch
 */
export function stampedTrace(delivery: QueuedDelivery, by: string, protocol: string, at: number): Trace {
  const { server, id, recipient } = delivery
  const before = delivery.trace ?? firstTrace(delivery, server)
  const field = formatReceived({
    from: server.name,
    fromAddress: server.address,
    by,
    with: protocol,
    id,
    for: recipient,
    at,
  })
  return { fields: field + before.fields, hops: before.hops + 1 }
}

/** What the server that captured a message puts before a copy that leaves it. */
function firstTrace({ stored }: QueuedDelivery, { name }: HostClient): Trace {
  const { session, envelope, id, receivedAt: at } = stored
  const hops = hopsBefore(stored)
  // What we wrote ourselves came from nowhere else.
  if (session.protocol === 'internal') return { fields: '', hops }
  const [named] = envelope.to
  const isSmtp = session.protocol === 'smtp'
  // RFC 3848: S for TLS, A for a login.
  const suffix = `${session.tls === null ? '' : 'S'}${session.auth === null ? '' : 'A'}`
  const fields = formatReceived({
    from: session.ehlo ?? 'localhost',
    fromAddress: session.address,
    by: name,
    with: isSmtp ? `ESMTP${suffix}` : 'HTTP',
    id,
    // RFC 5321 §4.4: what RCPT said, also of mail that is sent on from here; of several recipients none is given away.
    for: envelope.to.length === 1 ? (named?.address ?? null) : null,
    at,
  })
  return { fields, hops: hops + 1 }
}

function hopsBefore(message: StoredMessage): number {
  let hops = receivedFields.get(message)
  if (hops === undefined) {
    hops = scanHeader(message.raw).fields.filter(({ name }) => name.toLowerCase() === 'received').length
    receivedFields.set(message, hops)
  }
  return hops
}
