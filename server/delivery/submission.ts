import type { Clock } from '../clock.ts'
import { DomainError } from '../mailbox/domain-error.ts'
import type { Store } from '../mailbox/store.ts'
import type { StoredMessage } from '../mailbox/stored-message.ts'
import type { EnvelopePath, Submission } from '../message/envelope.ts'
import { canonicalAddress } from '../message/mailbox-address.ts'
import { DELIVERY_LIMITS, type DeliveryLimits } from './delivery-limits.ts'
import { deliveredReport } from './queue/delivered-report.ts'
import type { Queue } from './queue/queue.ts'
import type { Reports } from './reports/reports.ts'
import { mailboxRefusal } from './routing/mailbox-refusal.ts'
import type { RecipientContext } from './routing/recipient-context.ts'
import { type Refusal, SubmissionRefusedError } from './routing/refusal.ts'
import { relayRefusal, type SubmissionGround, submissionGround } from './routing/relay-rules.ts'
import type { Simulated, Verdict } from './routing/router.ts'
import type { Simulation } from './simulation.ts'
import type { WorldHolder } from './world/world-holder.ts'

export interface DeliveryOptions {
  readonly store: Store
  readonly clock: Clock
  /** The simulated outside. */
  readonly world: WorldHolder
  /** The name by which our server is known to others. */
  readonly hostname?: string
  /** What is left out has its default. */
  readonly limits?: Partial<DeliveryLimits>
  /** Told of a fault of ours in the queue; a process warning, if not given. */
  readonly onError?: (error: unknown) => void
}

/** A recipient of whom the world says something. */
type Recipient = { readonly path: EnvelopePath } & Verdict

/** The one door by which messages enter: from SMTP, from the API, and the reports that we write ourselves. */
export class Delivery {
  readonly world: WorldHolder
  readonly #options: DeliveryOptions
  #loading: Promise<void> | undefined
  #simulation: Simulation | undefined

  constructor(options: DeliveryOptions) {
    this.#options = options
    this.world = options.world
  }

  /**
   * Loads what is beyond mailboxes of whom no world says anything, if it is not there yet. To be awaited before anything
   * else is asked for: starting does not pay for it, the first client does.
   */
  load(): Promise<void> {
    this.#loading ??= this.#load()
    return this.#loading
  }

  /** Whether `load` has been done. */
  get isLoaded(): boolean {
    return this.#simulation !== undefined
  }

  get queue(): Queue {
    return this.#loaded.queue
  }

  get reports(): Reports {
    return this.#loaded.reports
  }

  /**
   * Why a recipient is refused when a client names it; null when it is taken. Of a recipient elsewhere, its host is
   * asked right then, if its domain is to refuse at RCPT.
   */
  route(to: EnvelopePath, context: RecipientContext): Refusal | null {
    const { index } = this.world
    const fate = index.fateOf(to.address)
    const isLocal = fate.kind !== 'plain' && fate.domain.local
    const denied = relayRefusal(index.world.submission, isLocal, context)
    if (denied !== null) return denied
    if (fate.kind !== 'plain') return this.#loaded.router.refusal(fate, to, context)
    return this.#fullness(to.address, context.size)
  }

  /**
   * Captures a message. It can be read by everyone before this returns, and lies in the mailboxes of all recipients of
   * whom no world says anything; those whose accounts are full get no entry, and the message bears a note of it. What
   * becomes of the other copies, the queue does; a first try of each is made before this returns.
   *
   * @throws SubmissionRefusedError when all recipients are refused that this is to be told of, as are full accounts, and
   *   when the queue is full; nothing was captured then
   */
  submit(submission: Submission): StoredMessage {
    const plain: EnvelopePath[] = []
    const others: Recipient[] = []
    const isRepeat = repeatTest()
    for (const path of submission.envelope.to) {
      const fate = this.world.index.fateOf(path.address)
      if (fate.kind === 'plain') plain.push(path)
      else if (!isRepeat(path)) others.push({ path, ...this.#verdict(fate, path, submission) })
    }
    if (others.length === 0) return this.#capture(submission)
    if (plain.length === 0) refuseAll(others)
    if (!isOurs(submission)) this.#refuseOverflow(others.length)
    return this.#options.store.feed.whole(() => {
      const places = plain.map(({ address }) => address)
      const message = this.#options.store.capture({ ...submission, places })
      this.#tellDelivered(message, plain)
      this.#loaded.send(message, others)
      return message
    })
  }

  /**
   * Why its client might hand in a message; null for what no client of SMTP handed in, and where the world that said so
   * is another one by now.
   */
  groundOf({
    session: { protocol, address: client, auth },
    receivedAt,
  }: StoredMessage): SubmissionGround | null {
    if (protocol !== 'smtp') return null
    const user = auth?.user ?? null
    const ground = submissionGround(this.world.index.world.submission, { client, user })
    return ground === 'login' || receivedAt >= this.world.since ? ground : null
  }

  /** Drops every delivery, and forgets what hosts and accounts remember of senders; the world is again what it began as. */
  reset(): void {
    this.#simulation?.reset()
    this.world.reset()
  }

  /** Nothing is tried any more. */
  close(): void {
    this.#simulation?.queue.close()
  }

  async #load(): Promise<void> {
    const { Simulation } = await import('./simulation.ts')
    const { hostname: name = 'facteur.test', limits, ...options } = this.#options
    this.#simulation = new Simulation({
      ...options,
      limits: { ...DELIVERY_LIMITS, ...limits },
      own: { name, address: '127.0.0.1' },
      submit: submission => this.submit(submission),
    })
  }

  get #loaded(): Simulation {
    if (this.#simulation === undefined) throw new Error('the simulation is not loaded; await load() first')
    return this.#simulation
  }

  #verdict(fate: Simulated, path: EnvelopePath, submission: Submission): Verdict {
    // Nobody waits for an answer: what is refused now is queued, and tried again.
    if (isOurs(submission)) return { refusal: null, opening: null }
    const wasAsked = submission.session.protocol === 'smtp'
    return this.#loaded.router.verdict(fate, path, contextOf(submission), wasAsked)
  }

  /** Of recipients of whom no world says anything. */
  #capture(submission: Submission): StoredMessage {
    const { to } = submission.envelope
    try {
      const message = this.#options.store.capture(submission)
      this.#tellDelivered(message, to)
      return message
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'over-quota') throw error
      // A report that its reader has no room for is there for all others.
      if (isOurs(submission)) return this.#options.store.capture({ ...submission, places: [] })
      throw new SubmissionRefusedError(this.#fullest(submission), { cause: error })
    }
  }

  /** Why no recipient has room for the message: one that may take it later, if any may. */
  #fullest({ envelope, size }: Submission): Refusal {
    const refusals = envelope.to.flatMap(({ address }) => this.#fullness(address, size) ?? [])
    return mildest(refusals)
  }

  /** Why the mailbox of an address of which no world says anything has no room; null when it has. */
  #fullness(address: string, size: number | null): Refusal | null {
    return mailboxRefusal(this.#options.store, canonicalAddress(address), null, size)
  }

  #refuseOverflow(deliveries: number): void {
    const refusal = this.queue.refusalOf(deliveries)
    if (refusal !== null) throw new SubmissionRefusedError(refusal)
  }

  /** RFC 3461 §4.1: NOTIFY=SUCCESS. */
  #tellDelivered(message: StoredMessage, paths: readonly EnvelopePath[]): void {
    const isRepeat = repeatTest()
    const asked = paths.filter(path => path.parameters['NOTIFY'] !== undefined && !isRepeat(path))
    if (asked.length === 0) return
    const delivered = asked.flatMap(path => {
      const account = this.#options.store.account(canonicalAddress(path.address))
      return account !== undefined && message.entryIn(account) !== undefined
        ? [{ recipient: path, ...deliveredReport(account.address, message.receivedAt) }]
        : []
    })
    if (delivered.length > 0) this.reports.delivered(message, delivered)
  }
}

/** Tells who was named before, with the same wishes for notices: such a one gets one copy, as from any server. */
function repeatTest(): (path: EnvelopePath) => boolean {
  const known = new Set<string>()
  return ({ address, parameters: { NOTIFY, ORCPT } }) => {
    const { size } = known
    return known.add([canonicalAddress(address), NOTIFY, ORCPT].join(' ')).size === size
  }
}

/** Whether nobody handed it in: we wrote it ourselves. */
function isOurs({ session }: Submission): boolean {
  return session.protocol === 'internal'
}

function contextOf({ size, envelope: { from }, session: { address, auth } }: Submission): RecipientContext {
  return { size, from, client: address, user: auth?.user ?? null }
}

/** @throws SubmissionRefusedError when none of the recipients is taken */
function refuseAll(recipients: readonly Recipient[]): void {
  const refusals = recipients.flatMap(({ refusal }) => refusal ?? [])
  if (refusals.length === recipients.length) throw new SubmissionRefusedError(mildest(refusals))
}

/** The first that may be otherwise later, or else the first. */
function mildest(refusals: readonly Refusal[]): Refusal {
  return refusals.find(({ reply }) => reply.code < 500) ?? (refusals[0] as Refusal)
}
