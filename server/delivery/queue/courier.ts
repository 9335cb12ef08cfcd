import type { Clock } from '../../clock.ts'
import type { DeliveryFact } from '../../mailbox/delivery-step.ts'
import { formatReply } from '../../message/smtp-reply.ts'
import type { TranscriptLine } from '../../net/transcript.ts'
import type { DeliveryLimits } from '../delivery-limits.ts'
import type { HostAnswer } from '../hosts/host-answer.ts'
import type { HostClient } from '../hosts/host-call.ts'
import { hostTranscript } from '../hosts/host-transcript.ts'
import type { Hop } from '../hosts/next-hops.ts'
import { UNKNOWN_ACCOUNT } from '../routing/mailbox-refusal.ts'
import type { Fate } from '../world/fate.ts'
import type { WorldHolder } from '../world/world-holder.ts'
import { canonicalAddress } from '../../message/mailbox-address.ts'
import type { Arrivals } from './arrivals.ts'
import type { DeliveryBook } from './delivery-book.ts'
import type { Elsewhere, HostCalls, LookUp } from './host-calls.ts'
import type { Outcomes } from './outcomes.ts'
import type { Failure, QueuedDelivery } from './queued-delivery.ts'
import type { Redirections } from './redirections.ts'
import type { SuccessNotices } from './success-notices.ts'
import type { Talks } from './talks.ts'
import { stampedTrace } from './trace-stamps.ts'

export interface CourierOptions {
  readonly clock: Clock
  readonly world: WorldHolder
  readonly limits: DeliveryLimits
  /** The server that captures, whose mailboxes are the local ones. */
  readonly own: HostClient
  readonly book: DeliveryBook
  readonly calls: HostCalls
  readonly talks: Talks
  readonly outcomes: Outcomes
  readonly arrivals: Arrivals
  readonly redirections: Redirections
  readonly notices: SuccessNotices
}

/** What hosts said while the client was still there, before the message was captured. */
export interface Opening {
  readonly lookUp: LookUp
  readonly answers: readonly HostAnswer[]
}

/** How a call came out: the step, and what a report would say if it failed. */
interface Attempt {
  readonly hop: Hop
  readonly answer: HostAnswer
  readonly fact: DeliveryFact
  readonly failure: Failure
}

/** RFC 5321 §6.3, RFC 3463 §3.5: X.4.6, routing loop detected. */
const TOO_MANY_HOPS = {
  code: 554,
  enhanced: '5.4.6',
  text: 'too many hops, the message goes round in circles',
}

/** Makes the tries: to a mailbox here, or from host to host. */
export class Courier {
  readonly #options: CourierOptions
  readonly #lastAttempts = new WeakMap<Hop, Attempt>()
  /** By the steps that tell of them. */
  readonly #attempts = new WeakMap<DeliveryFact, Attempt>()

  constructor(options: CourierOptions) {
    this.#options = options
  }

  /** @param opening what is known of the hosts of its domain already; null when nobody was asked */
  attempt(delivery: QueuedDelivery, opening: Opening | null = null): void {
    delivery.nextTry = null
    const fate = this.#fateOf(delivery)
    if (fate.kind === 'elsewhere') this.#callHosts(delivery, fate, opening)
    else this.#arriveHere(delivery, fate)
  }

  /**
   * A host gave an answer, or none.
   *
   * @param isLast whether that is the last word of this try
   */
  settle(delivery: QueuedDelivery, hop: Hop, answer: HostAnswer, isLast: boolean): void {
    const { book, outcomes } = this.#options
    const { fact, failure } = this.#attemptOf(delivery.by, hop, answer)
    delivery.attempts++
    book.writeFact(delivery, fact)
    if (answer.outcome === 'accepted') {
      delivery.lastReply = answer.reason
      this.#handOver(delivery, hop, answer)
    } else if (isLast) outcomes.fail(delivery, failure)
    else outcomes.note(delivery, failure)
  }

  /** What was said in an attempt; undefined when the step tells of none. */
  transcript({ stored, recipient }: QueuedDelivery, step: DeliveryFact): TranscriptLine[] | undefined {
    const attempt = this.#attempts.get(step)
    if (attempt === undefined) return undefined
    const { hop, answer } = attempt
    const { size } = stored
    const { from } = stored.envelope
    return hostTranscript({ ...hop, answer, call: { client: { name: step.by }, from, recipient, size } })
  }

  #fateOf(delivery: QueuedDelivery): Fate {
    const { index } = this.#options.world
    if (delivery.fate?.index !== index) delivery.fate = { index, fate: index.fateOf(delivery.recipient) }
    return delivery.fate.fate
  }

  /** Thousands of deliveries that come to the same host hear the same, again and again: it is kept once. */
  #attemptOf(by: string, hop: Hop, answer: HostAnswer): Attempt {
    const last = this.#lastAttempts.get(hop)
    if (last?.answer === answer && last.fact.by === by) return last
    const { name: host, address } = hop
    const { stage, reply, reason, enhanced: status } = answer
    const attempt: Attempt = {
      hop,
      answer,
      fact: { type: 'attempted', by, host, address, stage, reply, reason, status },
      failure: { status, reply, remoteMta: host, reason },
    }
    this.#lastAttempts.set(hop, attempt)
    this.#attempts.set(attempt.fact, attempt)
    return attempt
  }

  #callHosts(delivery: QueuedDelivery, fate: Elsewhere, opening: Opening | null): void {
    const { calls, talks, outcomes } = this.#options
    const lookUp = opening?.lookUp ?? calls.lookUp(delivery.server, fate)
    const { answer } = lookUp
    this.#noteLookUp(delivery, lookUp)
    if (answer.status === 'found') {
      talks.start(delivery, fate, answer.hops, opening?.answers ?? [])
      return
    }
    const failure = { status: answer.enhanced, reply: null, remoteMta: null, reason: answer.text }
    if (answer.status === 'permanent') return outcomes.fail(delivery, failure)
    outcomes.note(delivery, failure)
    outcomes.defer(delivery)
  }

  #noteLookUp(delivery: QueuedDelivery, { domain, answer }: LookUp): void {
    if (delivery.lookedUp === answer.text) return
    delivery.lookedUp = answer.text
    const hosts = answer.status === 'found' ? answer.hops.map(({ name }) => name) : []
    this.#options.book.write(delivery, 'looked-up', { domain, answer: answer.text, hosts })
  }

  /** A host has taken the message: it delivers it, or is a relay and queues it. */
  #handOver(delivery: QueuedDelivery, { host, name, address }: Hop, { reply }: HostAnswer): void {
    const { outcomes, arrivals, notices } = this.#options
    const { by } = delivery
    if (!this.#stamp(delivery, { name, address }, host?.tls === 'none' ? 'ESMTP' : 'ESMTPS')) return
    if (host !== null && !host.dsn) notices.relayed(delivery, by, { host: name, reply })
    if (host !== null && host.relay !== null) return outcomes.queue(delivery)
    // The world may be another one than when the conversation began.
    const fate = this.#fateOf(delivery)
    if (fate.kind !== 'elsewhere') return this.#arriveHere(delivery, fate)
    if (fate.account === null) return outcomes.refuse(delivery, UNKNOWN_ACCOUNT)
    const refusal = arrivals.arrive(delivery, fate.mailbox, fate.account)
    if (refusal !== null) outcomes.refuse(delivery, refusal)
  }

  /** The mailboxes of this address are ours; a message that comes from a host is taken as any other. */
  #arriveHere(delivery: QueuedDelivery, fate: Exclude<Fate, Elsewhere>): void {
    const { own, outcomes, arrivals, redirections, book, notices } = this.#options
    if (delivery.by !== own.name && !this.#stamp(delivery, own, 'ESMTP')) return
    if (fate.kind === 'unknown') return outcomes.refuse(delivery, UNKNOWN_ACCOUNT)
    if (fate.kind === 'redirected') {
      book.close(delivery, 'redirected')
      if (fate.to.length > 1) notices.expanded(delivery)
      return redirections.redirect(delivery, fate.to)
    }
    const refusal =
      fate.kind === 'plain'
        ? arrivals.arrive(delivery, canonicalAddress(delivery.recipient), null)
        : arrivals.arrive(delivery, fate.mailbox, fate.account)
    if (refusal !== null) outcomes.refuseOrDefer(delivery, refusal)
  }

  /** The copy is with another server from now on; gives whether that takes it. */
  #stamp(delivery: QueuedDelivery, server: HostClient, protocol: string): boolean {
    const { clock, limits, outcomes } = this.#options
    const trace = stampedTrace(delivery, server.name, protocol, clock.now())
    if (trace.hops <= limits.hops) {
      delivery.trace = trace
      delivery.server = server
      return true
    }
    const { enhanced: status } = TOO_MANY_HOPS
    const reason = formatReply(TOO_MANY_HOPS)
    outcomes.fail(delivery, { status, reply: TOO_MANY_HOPS, remoteMta: server.name, reason })
    return false
  }
}
