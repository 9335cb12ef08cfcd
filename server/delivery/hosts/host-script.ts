import type { SmtpReply } from '../../message/smtp-reply.ts'
import { createAddressPatternTest, createWildcardTest } from '../faults/wildcard-test.ts'
import { isNetwork, networkTest } from '../world/network-test.ts'
import type { Host, HostRule, HostStage, Outage } from '../world/world.ts'
import { answerOfFailure, answerOfReply, type HostAnswer } from './host-answer.ts'
import type { HostCall, HostClient } from './host-call.ts'

interface PreparedRule {
  readonly rule: HostRule
  readonly isSender: (address: string) => boolean
  readonly isRecipient: (address: string) => boolean
}

/** What the world says of one host, prepared for many conversations. */
export class HostScript {
  readonly #host: Host
  readonly #rules = new Map<HostStage, PreparedRule[]>()
  readonly #isRelayClient: (client: HostClient) => boolean
  readonly #refused = answerOfFailure('connect', 'connection refused', '4.4.1', 0)
  readonly #timedOut: HostAnswer
  readonly #closed: HostAnswer
  /** RFC 3463 §3.8: X.7.5, cryptographic failure. */
  readonly badCertificate: HostAnswer
  readonly #answers = new Map<HostStage, WeakMap<SmtpReply, HostAnswer>>()

  constructor(host: Host) {
    this.#host = host
    for (const rule of host.rules) {
      const rules = this.#rules.get(rule.at) ?? []
      this.#rules.set(rule.at, rules)
      rules.push({ rule, isSender: addressTest(rule.sender), isRecipient: addressTest(rule.recipient) })
    }
    this.#isRelayClient = clientTest(host.relay?.networks ?? null)
    const { delay, closes } = host
    this.#timedOut = answerOfFailure('connect', 'connection timed out', '4.4.1', delay)
    const when = closes === 'after-data' ? 'after data' : `at ${closes}`
    // RFC 3463 §3.5: X.4.2, the connection was there and could not do its work.
    this.#closed = answerOfFailure(closes ?? 'connect', `closed ${when}`, '4.4.2', delay)
    this.badCertificate = answerOfFailure('starttls', 'certificate not trusted', '4.7.5', delay)
  }

  /** Why the host is not reached; null when it is. */
  outage(now: number): HostAnswer | null {
    const outage = this.#host.outages.find(outage => isWithin(outage, now))
    if (outage === undefined) return null
    return outage.how === 'refused' ? this.#refused : this.#timedOut
  }

  /** What the first rule that fits says at a stage; undefined when none does. */
  ruled(stage: HostStage, call: HostCall): SmtpReply | undefined {
    return this.#rules.get(stage)?.find(rule => applies(rule, call))?.rule.reply
  }

  /** Set when the host closes the connection at this stage. */
  closed(stage: HostStage): HostAnswer | null {
    return this.#host.closes === stage ? this.#closed : null
  }

  /** Whether the host passes mail of this client on. */
  takesFrom(client: HostClient): boolean {
    return this.#isRelayClient(client)
  }

  answer(stage: HostStage, reply: SmtpReply): HostAnswer {
    let answers = this.#answers.get(stage)
    if (answers === undefined) this.#answers.set(stage, (answers = new WeakMap()))
    let answer = answers.get(reply)
    if (answer === undefined) {
      answers.set(reply, (answer = answerOfReply(stage, reply, this.#host.delay)))
    }
    return answer
  }
}

function addressTest(pattern: string | null): (address: string) => boolean {
  return pattern === null ? () => true : createAddressPatternTest(pattern)
}

/** @param networks networks and names; null: every client */
function clientTest(networks: readonly string[] | null): (client: HostClient) => boolean {
  if (networks === null) return () => true
  const isInside = networkTest(networks.filter(isNetwork))
  const names = networks.filter(network => !isNetwork(network)).map(createWildcardTest)
  return ({ name, address }) => isInside(address) || names.some(isNamed => isNamed(name))
}

function applies({ rule, isSender, isRecipient }: PreparedRule, call: HostCall): boolean {
  return (
    isWithin(rule, call.now) &&
    (rule.larger === null || call.size > rule.larger) &&
    isSender(call.from.address) &&
    isRecipient(call.recipient)
  )
}

function isWithin({ from, until }: Pick<Outage, 'from' | 'until'>, now: number): boolean {
  return (from === null || now >= from) && (until === null || now < until)
}
