import { once } from 'node:events'
import { type Socket, connect } from 'node:net'
import { SandboxClock } from '../../server/clock.ts'
import type { FaultRule } from '../../server/delivery/faults/fault-rule.ts'
import { Faults } from '../../server/delivery/faults/faults.ts'
import { Delivery } from '../../server/delivery/submission.ts'
import { WorldHolder } from '../../server/delivery/world/world-holder.ts'
import type { FeedEvent } from '../../server/mailbox/feed-event.ts'
import { Store } from '../../server/mailbox/store.ts'
import type { StoredMessage } from '../../server/mailbox/stored-message.ts'
import { listen } from '../../server/net/listener.ts'
import { SessionRegistry } from '../../server/net/sessions.ts'
import { Users } from '../../server/net/users.ts'
import { SMTP_LIMITS } from '../../server/smtp/limits.ts'
import { type SmtpReceiverOptions, createSmtpReceiver } from '../../server/smtp/receiver.ts'

type SessionRefused = Extract<FeedEvent, { type: 'session.refused' }>
type FaultFired = Extract<FeedEvent, { type: 'fault.fired' }>

type DeliveryParts = ConstructorParameters<typeof Delivery>[0]

/** A receiver on a free port of this machine, what it captured and refused, and what befell it. */
export interface Receiving {
  readonly port: number
  readonly store: Store
  readonly sessions: SessionRegistry
  readonly clock: SandboxClock
  readonly faults: Faults
  readonly captured: readonly StoredMessage[]
  readonly refused: readonly SessionRefused[]
  readonly fired: readonly FaultFired[]
  /** The next note about mail that did not arrive; those that came before are passed over. */
  nextRefused(): Promise<SessionRefused>
  connect(): Promise<Socket>
  close(): Promise<void>
}

/** Starts a receiver that stores into a store of its own. */
export async function startReceiving(
  given: Partial<SmtpReceiverOptions> & {
    readonly deliver?: (parts: DeliveryParts) => Delivery
    /** The document of the world; an empty one, if not given. */
    readonly world?: unknown
    readonly rules?: readonly FaultRule[]
  } = {},
): Promise<Receiving> {
  const clock = new SandboxClock()
  const store = new Store({ clock })
  const sessions = new SessionRegistry()
  const faults = new Faults({ clock, feed: store.feed, ...(given.rules && { rules: given.rules }) })
  const limits = given.limits ?? SMTP_LIMITS
  const world = new WorldHolder({ clock, readyMade: true, plusAddresses: false })
  if (given.world !== undefined) await world.begin(given.world)
  const parts = { store, clock, world }
  const delivery = given.deliver?.(parts) ?? new Delivery(parts)
  const receiver = createSmtpReceiver({
    delivery,
    feed: store.feed,
    sessions,
    clock,
    faults,
    users: new Users(),
    tls: null,
    implicitTls: false,
    ...given,
    limits,
  })
  const captured: StoredMessage[] = []
  const refused: SessionRefused[] = []
  const fired: FaultFired[] = []
  let wake: ((note: SessionRefused) => void) | undefined
  store.feed.subscribe(event => {
    if (event.type === 'message.captured') captured.push(event.message)
    if (event.type === 'fault.fired') fired.push(event)
    if (event.type !== 'session.refused') return
    refused.push(event)
    wake?.(event)
  })
  const listener = await listen({
    hosts: ['127.0.0.1'],
    port: 0,
    maxConnections: limits.connections,
    onConnection: socket => receiver.handle(socket),
    onRefused: socket => receiver.refuse(socket),
  })
  return {
    port: listener.port,
    store,
    sessions,
    clock,
    faults,
    captured,
    refused,
    fired,
    nextRefused: () => new Promise(resolve => (wake = resolve)),
    async connect() {
      const socket = connect({ port: listener.port, host: '127.0.0.1', noDelay: true })
      await once(socket, 'connect')
      return socket
    },
    async close() {
      await receiver.close()
      await listener.close()
      delivery.close()
      store.close()
      clock.close()
    },
  }
}
