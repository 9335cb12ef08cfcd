import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyTypeProvider,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { MessageChecks } from '../check/message-checks.ts'
import type { SandboxClock } from '../clock.ts'
import type { Faults } from '../delivery/faults/faults.ts'
import type { JourneyNotes } from '../delivery/journey/journey-notes.ts'
import type { Delivery } from '../delivery/submission.ts'
import type { WorldHolder } from '../delivery/world/world-holder.ts'
import type { Store } from '../mailbox/store.ts'
import type { Waits } from '../mailbox/waits.ts'
import type { ContentReader } from '../message/content-reader.ts'
import type { SessionRegistry } from '../net/sessions.ts'
import type { Users } from '../net/users.ts'
import type { Info } from './contract/info.ts'
import type { Static, TSchema } from './contract/schema.ts'
import type { EventHub } from './events/event-hub.ts'
import type { HttpLimits } from './limits.ts'
import type { OpenTunnel } from './open-tunnel.ts'

/** What the HTTP side of a sandbox is made of. */
export interface HttpOptions {
  readonly store: Store
  readonly delivery: Delivery
  readonly faults: Faults
  readonly journeys: JourneyNotes
  readonly world: WorldHolder
  readonly content: ContentReader
  readonly checks: MessageChecks
  readonly sessions: SessionRegistry
  readonly clock: SandboxClock
  /** Asked whenever someone asks for `/info`. */
  readonly info: () => Pick<Info, 'version' | 'ports' | 'limits'>
  /** Names this sandbox in the event stream; chosen at random when it is not given. */
  readonly instance?: string
  /** Host names that requests may carry besides localhost and IP addresses; `*` allows any. */
  readonly allowHosts: readonly string[]
  /** Origins of web pages that may call the API besides our own; `*` allows any. */
  readonly allowOrigins: readonly string[]
  /** Who may use it; anyone, as long as none is named. */
  readonly users: Users
  readonly limits?: Partial<HttpLimits>
  /** How many queries the world's DNS server has answered, by the names of the codes, such as `NXDOMAIN`. */
  readonly dnsQueries?: ReadonlyMap<string, number>
  /** What begins sessions of the mail protocols, for clients that come by WebSocket. */
  readonly tunnels?: { readonly imap?: OpenTunnel; readonly pop3?: OpenTunnel }
  /** Where the web inbox lies, built; null when there is none. */
  readonly webRoot: string | null
  /** Told of every failure that is a fault of ours. */
  readonly onError?: (error: unknown, request: string) => void
}

/** What routes stand on. */
export interface RouteContext extends Omit<HttpOptions, 'limits'> {
  readonly instance: string
  readonly limits: HttpLimits
  readonly hub: EventHub
  readonly waits: Waits
  /** `performance.now()` at the start. */
  readonly startedAt: number
}

/** Gives handlers the static types of their schemas. */
export interface ContractTypeProvider extends FastifyTypeProvider {
  validator: this['schema'] extends TSchema ? Static<this['schema']> : unknown
  serializer: unknown
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ContractTypeProvider
>
