import { canonicalAddress } from '../../message/mailbox-address.ts'
import type { SmtpReply } from '../../message/smtp-reply.ts'
import type { Host, HostStage } from '../world/world.ts'
import { Greylist } from './greylist.ts'
import { answerOfFailure, type HostAnswer } from './host-answer.ts'
import type { HostCall } from './host-call.ts'
import { HOST_LIMITS, type HostLimits } from './host-limits.ts'
import { HOST_REPLIES } from './host-replies.ts'
import { HostScript } from './host-script.ts'
import { canonicalIp, clientNetwork } from './ip-address.ts'
import { MessageRate } from './message-rate.ts'

/** In the order of a conversation. */
const STAGES: readonly HostStage[] = ['connect', 'ehlo', 'starttls', 'mail', 'rcpt', 'data', 'after-data']

/** How far a conversation goes in which all goes well. */
const WAYS = { rcpt: STAGES.slice(0, STAGES.indexOf('rcpt') + 1), 'after-data': STAGES }

/** What comes of calling an address that no host has. */
const NOBODY = answerOfFailure('connect', 'connection refused', '4.4.1', 0)

/** The hosts of the outside: how they answer, and what they remember of those who called. */
export class SimulatedHosts {
  readonly #scripts = new WeakMap<Host, HostScript>()
  readonly #greylist: Greylist
  readonly #rate: MessageRate

  constructor(limits: HostLimits = HOST_LIMITS) {
    this.#greylist = new Greylist(limits)
    this.#rate = new MessageRate(limits.rateClients)
  }

  /**
   * One conversation, from connecting to the last answer. It changes nothing but what the host remembers of its
   * clients: the same calls in the same order give the same answers.
   *
   * @param host null for an address that no host has
   */
  converse(host: Host | null, call: HostCall): HostAnswer {
    if (host === null) return NOBODY
    const script = this.#scriptOf(host)
    const outage = script.outage(call.now)
    if (outage !== null) return outage
    const last = call.stage ?? 'after-data'
    let answer: HostAnswer | null = null
    for (const stage of WAYS[last]) {
      answer = this.#answerAt(stage, host, script, call)
      if (answer !== null && answer.outcome !== 'accepted') return answer
    }
    if (last === 'rcpt') return answer ?? script.answer(last, HOST_REPLIES.recipient)
    if (host.perMinute !== null) this.#rate.add(rateKey(host, call), call.now)
    return answer ?? script.answer(last, HOST_REPLIES.taken)
  }

  /** Forgets all clients. */
  reset(): void {
    this.#greylist.reset()
    this.#rate.reset()
  }

  #scriptOf(host: Host): HostScript {
    let script = this.#scripts.get(host)
    if (script === undefined) this.#scripts.set(host, (script = new HostScript(host)))
    return script
  }

  /** Null: nothing speaks against it. */
  #answerAt(stage: HostStage, host: Host, script: HostScript, call: HostCall): HostAnswer | null {
    if (stage === 'starttls' && !beginsTls(host, call)) return null
    // A rule has the first word: what it lets pass, the host does not look at.
    const ruled = script.ruled(stage, call)
    if (ruled !== undefined) return script.answer(stage, ruled)
    const closed = script.closed(stage)
    if (closed !== null) return closed
    if (stage === 'starttls') return host.tls === 'broken' ? script.badCertificate : null
    const refusal = this.#refusal(stage, host, script, call)
    return refusal === null ? null : script.answer(stage, refusal)
  }

  #refusal(stage: HostStage, host: Host, script: HostScript, call: HostCall): SmtpReply | null {
    if (stage === 'mail') return this.#refusalOfSender(host, call)
    if (stage === 'rcpt') return this.#refusalOfRecipient(host, script, call)
    return null
  }

  #refusalOfSender(host: Host, call: HostCall): SmtpReply | null {
    if (host.tls === 'required' && !beginsTls(host, call)) return HOST_REPLIES.tlsFirst
    if (host.size !== null && call.size > host.size) return HOST_REPLIES.tooLarge
    if (host.perMinute === null) return null
    return this.#rate.count(rateKey(host, call), call.now) < host.perMinute ? null : HOST_REPLIES.tooMany
  }

  /** What is refused for good comes first: nobody is put off who would be refused then. */
  #refusalOfRecipient(host: Host, script: HostScript, call: HostCall): SmtpReply | null {
    const { account } = call
    if (!script.takesFrom(call.client)) return HOST_REPLIES.relayDenied
    if (account === null) return HOST_REPLIES.unknown
    if (account !== undefined && account.refusal !== null) return account.refusal
    if (host.greylist !== null && this.#isPutOff(host, call, host.greylist)) return HOST_REPLIES.greylisted
    if (!call.isFull) return null
    return account?.fullForGood === true ? HOST_REPLIES.fullForGood : HOST_REPLIES.fullForNow
  }

  #isPutOff(host: Host, call: HostCall, delay: number): boolean {
    const { client, submitter, now } = call
    const own = greylistKey(host, call, client.address)
    if (submitter === undefined || submitter === null) return this.#greylist.isPutOff(own, now, delay)
    if (this.#greylist.isPutOff(greylistKey(host, call, submitter), now, delay)) return true
    // Who was let in waits no second time, when our server comes with the mail.
    this.#greylist.letIn(own, now, delay)
    return false
  }
}

function beginsTls(host: Host, call: HostCall): boolean {
  return host.tls !== 'none' && call.client.tls !== false
}

function rateKey(host: Host, call: HostCall): string {
  return `${host.name} ${canonicalIp(call.client.address)}`
}

// RFC 6647 §2.4: the client's network, the sender and the recipient.
function greylistKey(host: Host, call: HostCall, client: string): string {
  const sender = call.from.address === '' ? '<>' : canonicalAddress(call.from.address)
  return [host.name, clientNetwork(client), sender, canonicalAddress(call.recipient)].join(' ')
}
