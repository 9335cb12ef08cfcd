import type { DeliveryStep } from '../../mailbox/delivery-step.ts'
import type { StoredMessage } from '../../mailbox/stored-message.ts'
import type { EnvelopePath } from '../../message/envelope.ts'
import type { HostAnswer } from '../hosts/host-answer.ts'
import type { HostClient } from '../hosts/host-call.ts'
import type { Hop } from '../hosts/next-hops.ts'
import type { RecipientReport } from '../reports/recipient-report.ts'
import type { Fate } from '../world/fate.ts'
import type { WorldIndex } from '../world/world-index.ts'
import type { DeliveryRecord, DeliveryState } from './delivery-record.ts'
import type { Due } from './due-heap.ts'
import type { Elsewhere } from './host-calls.ts'
import { StepLog } from './step-log.ts'

/** What servers on the way have put before a message (RFC 5321 §4.4). */
export interface Trace {
  /** Received fields, the newest first. */
  readonly fields: string
  /** How many Received fields there are, with those that the message came with. */
  readonly hops: number
}

/** A copy of a message for one recipient, as a server takes charge of it. */
export interface Copy {
  readonly message: StoredMessage
  readonly path: EnvelopePath
  /** The server that has it. */
  readonly server: HostClient
  /** Null as long as it is with the server that captured the message. */
  readonly trace: Trace | null
  /** The delivery that was redirected; null when the envelope names the recipient. */
  readonly parent: QueuedDelivery | null
}

/** Why a try came to nothing: what a report will say of it, but for the recipient. */
export type Failure = Omit<RecipientReport, 'recipient' | 'lastAttempt' | 'willRetryUntil'>

/** A try under way: hosts are called one after the other. */
export interface Talk {
  readonly fate: Elsewhere
  readonly hops: readonly Hop[]
  /** What the first of them have answered already, before the message was captured. */
  readonly known: readonly HostAnswer[]
  /** Which one's turn it is. */
  index: number
  /** Whether one of those before may take the mail later. */
  isPutOff: boolean
  /** Its answer, when the conversation takes time that is not over yet. */
  answer: HostAnswer | null
  /** When that is; infinite while it waits for a connection. */
  endsAt: number
  /** The line of its connection, or on which it waits for one; null between two hosts. */
  line: string | null
  waits: boolean
}

/** What the queue knows of one delivery. The parts of the queue change it, and nobody else does. */
export class QueuedDelivery implements DeliveryRecord, Due {
  readonly number: number
  readonly id: string
  readonly stored: StoredMessage
  /** As the server that has it was told; what it asks of reports may have been done with. */
  path: EnvelopePath
  readonly origin: QueuedDelivery | null
  due = Infinity
  place = -1
  state: DeliveryState = 'queued'
  server: HostClient
  trace: Trace | null
  queuedAt = 0
  nextTry: number | null = null
  giveUpAt = 0
  /** When the sender is to be warned; null when that is done, or not asked for. */
  warnAt: number | null = null
  isWarned = false
  attempts = 0
  /** Tries of the server that has it. */
  tries = 0
  talk: Talk | null = null
  /** What becomes of it in a world; another world has another. */
  fate: { readonly index: WorldIndex; readonly fate: Fate } | null = null
  /** What the DNS said last. */
  lookedUp: string | null = null
  lastReply: string | null = null
  /** How the last try failed; often one and the same for many deliveries. */
  failure: Failure | null = null
  /** When that was; null when there was none. */
  failedAt: number | null = null
  readonly log: StepLog

  constructor(number: number, { message, path, server, trace, parent }: Copy, maxSteps: number) {
    this.number = number
    this.id = `d${number}`
    this.stored = message
    this.path = path
    this.server = server
    this.trace = trace
    this.origin = parent
    this.log = new StepLog(maxSteps)
  }

  get message(): string {
    return this.stored.id
  }

  get recipient(): string {
    return this.path.address
  }

  get parent(): string | null {
    return this.origin?.id ?? null
  }

  get by(): string {
    return this.server.name
  }

  get steps(): DeliveryStep[] {
    return this.log.steps()
  }

  get stepsLeftOut(): number {
    return this.log.leftOut
  }

  /** Bytes of the copy: the trace fields and the message. */
  get size(): number {
    return this.stored.size + (this.trace === null ? 0 : Buffer.byteLength(this.trace.fields))
  }

  /** Whether it is neither delivered nor given up. */
  get isOpen(): boolean {
    return this.state === 'queued' || this.state === 'held'
  }
}
