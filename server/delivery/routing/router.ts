import type { Store } from '../../mailbox/store.ts'
import type { EnvelopePath } from '../../message/envelope.ts'
import { type HostAnswer, isLastWord } from '../hosts/host-answer.ts'
import type { HostClient } from '../hosts/host-call.ts'
import type { Opening } from '../queue/courier.ts'
import type { Elsewhere, HostCalls } from '../queue/host-calls.ts'
import type { Fate } from '../world/fate.ts'
import { mailboxRefusal, UNKNOWN_ACCOUNT } from './mailbox-refusal.ts'
import type { RecipientContext } from './recipient-context.ts'
import type { Refusal } from './refusal.ts'

export interface RouterOptions {
  readonly store: Store
  readonly calls: HostCalls
  /** The server that captures. */
  readonly own: HostClient
}

/** What is known of a recipient while the client is still there. */
export interface Verdict {
  /** Why it is refused, when it is. */
  readonly refusal: Refusal | null
  /** What its hosts have said; null when nobody was asked. */
  readonly opening: Opening | null
}

const NOTHING: Verdict = { refusal: null, opening: null }

/** The fate of a recipient of whom the world says something. */
export type Simulated = Exclude<Fate, { kind: 'plain' }>

/** Says of each recipient, while the client is still there, whether it is taken. */
export class Router {
  readonly #options: RouterOptions

  constructor(options: RouterOptions) {
    this.#options = options
  }

  /** Why a recipient is refused at RCPT; null when it is not. */
  refusal(fate: Simulated, to: EnvelopePath, context: RecipientContext): Refusal | null {
    if (fate.domain.refuse !== 'rcpt') return null
    if (fate.kind !== 'elsewhere') return this.#localRefusal(fate, context.size)
    return this.#callOut(fate, to, context, 'rcpt').refusal
  }

  /**
   * What is to be told of a recipient after DATA.
   *
   * @param wasAsked whether the client was told at RCPT what is to be told there
   */
  verdict(fate: Simulated, to: EnvelopePath, context: RecipientContext, wasAsked: boolean): Verdict {
    const { refuse } = fate.domain
    if (refuse === 'bounce') return NOTHING
    if (fate.kind !== 'elsewhere') return { refusal: this.#localRefusal(fate, context.size), opening: null }
    if (refuse === 'data') return this.#callOut(fate, to, context, 'after-data')
    // Hosts remember who called: none is called twice for the same.
    return wasAsked ? NOTHING : this.#callOut(fate, to, context, 'rcpt')
  }

  #localRefusal(fate: Exclude<Simulated, Elsewhere>, size: number | null): Refusal | null {
    // What becomes of mail for an alias is the affair of those whom it names.
    if (fate.kind === 'redirected') return null
    if (fate.kind === 'unknown') return UNKNOWN_ACCOUNT
    return mailboxRefusal(this.#options.store, fate.mailbox, fate.account, size)
  }

  /** Asks the hosts of a domain, in order, until one says something. Where none does, nothing is passed on: it is queued. */
  #callOut(
    fate: Elsewhere,
    to: EnvelopePath,
    { size, from, client: submitter }: RecipientContext,
    stage: 'rcpt' | 'after-data',
  ): Verdict {
    const { calls, own } = this.#options
    const lookUp = calls.lookUp(own, fate)
    const { answer: found } = lookUp
    if (found.status === 'permanent') {
      // RFC 7505 §4.1, RFC 7504 §4: 556 where the domain says that it takes no mail.
      const code = found.enhanced === '5.1.10' ? 556 : 550
      const reply = { code, enhanced: found.enhanced, text: found.text }
      return { refusal: { reply, reason: 'host' }, opening: { lookUp, answers: [] } }
    }
    const answers: HostAnswer[] = []
    const hops = found.status === 'found' ? found.hops : []
    let mayTakeLater = false
    for (const hop of hops) {
      const call = { client: own, from, recipient: to.address, size: size ?? 0, stage, fate, submitter }
      const answer = calls.call(hop, call)
      answers.push(answer)
      if (answer.reply === null) {
        mayTakeLater = true
        continue
      }
      const others = { areLeft: answers.length < hops.length, mayTakeLater }
      if (answer.outcome === 'rejected' && !isLastWord(answer, others)) continue
      if (answer.outcome !== 'accepted') {
        return { refusal: { reply: answer.reply, reason: 'host' }, opening: { lookUp, answers } }
      }
      // Who takes the recipient has not yet taken the message.
      if (stage === 'rcpt') return NOTHING
      break
    }
    return { refusal: null, opening: { lookUp, answers } }
  }
}
