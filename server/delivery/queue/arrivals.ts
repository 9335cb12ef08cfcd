import type { Clock } from '../../clock.ts'
import { DomainError } from '../../mailbox/domain-error.ts'
import type { Entry } from '../../mailbox/entry.ts'
import type { Store } from '../../mailbox/store.ts'
import type { StoredMessage } from '../../mailbox/stored-message.ts'
import { formatReturnPath } from '../../message/trace-fields.ts'
import type { Reports } from '../reports/reports.ts'
import { keepsMail, mailboxRefusal } from '../routing/mailbox-refusal.ts'
import type { Refusal } from '../routing/refusal.ts'
import type { AccountRules } from '../world/world.ts'
import { deliveredReport } from './delivered-report.ts'
import type { DeliveryBook } from './delivery-book.ts'
import type { QueuedDelivery } from './queued-delivery.ts'
import type { Redirections } from './redirections.ts'
import type { ReportBatch } from './report-batch.ts'

export interface ArrivalsOptions {
  readonly clock: Clock
  readonly store: Store
  readonly book: DeliveryBook
  readonly batch: ReportBatch
  readonly reports: Reports
  readonly redirections: Redirections
}

/** The end of the way: the account of the recipient takes its copy, sends it on, answers, complains. */
export class Arrivals {
  readonly #options: ArrivalsOptions
  /** The accounts that a message has come to: under another of its names it is no other mail. */
  readonly #known = new WeakMap<StoredMessage, Set<string>>()

  constructor(options: ArrivalsOptions) {
    this.#options = options
  }

  /**
   * @param mailbox address of the account, canonical
   * @param rules what the world says of it; null where it says nothing
   * @returns why the account does not take it; nothing has changed then
   */
  arrive(delivery: QueuedDelivery, mailbox: string, rules: AccountRules | null): Refusal | null {
    const { store, book, redirections } = this.#options
    const refusal = mailboxRefusal(store, mailbox, rules, delivery.size)
    if (refusal !== null) return refusal
    if (rules === null || keepsMail(rules)) {
      const entry = this.#place(delivery, mailbox)
      if (entry !== null && 'reply' in entry) return entry
      if (entry !== null) this.#noteDelivered(delivery, entry)
      book.close(delivery, 'delivered')
    } else {
      book.close(delivery, 'redirected')
    }
    if (rules === null) return null
    if (rules.forward.length > 0) redirections.redirect(delivery, rules.forward)
    this.#answer(delivery, mailbox, rules)
    return null
  }

  /** Null when the message is gone. */
  #place({ stored, trace }: QueuedDelivery, mailbox: string): Entry | Refusal | null {
    const { store } = this.#options
    // RFC 5321 §4.4: the server that makes final delivery puts the reverse-path on top.
    const fields = trace === null ? null : formatReturnPath(stored.envelope.from.address) + trace.fields
    try {
      return store.apply({
        type: 'deliver',
        message: stored,
        address: mailbox,
        trace: fields === null ? null : Buffer.from(fields),
      })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      // RFC 3463 §3.3: X.2.2, mailbox full; §3.4: X.3.1, mail system full.
      const isFull = error.code === 'over-quota'
      const reply = { code: 452, enhanced: isFull ? '4.2.2' : '4.3.1', text: error.message }
      return { reply, reason: 'quota' }
    }
  }

  #noteDelivered(delivery: QueuedDelivery, { folder, uid }: Entry): void {
    const { book, batch, clock } = this.#options
    book.write(delivery, 'delivered', { account: folder.account.address, folder: folder.name, uid })
    batch.add('delivered', delivery, deliveredReport(folder.account.address, clock.now()))
  }

  #answer({ stored, path }: QueuedDelivery, account: string, { vacation, complains }: AccountRules): void {
    const { reports } = this.#options
    // Nothing that we wrote ourselves is answered or complained about: there would be no end.
    if (stored.session.protocol === 'internal' || (vacation === null && !complains)) return
    if (!this.#isFirst(stored, account)) return
    if (vacation !== null) reports.autoReply(stored, path, vacation, account)
    if (complains) reports.complain(stored, path)
  }

  #isFirst(message: StoredMessage, account: string): boolean {
    const known = this.#known.get(message) ?? new Set()
    if (known.has(account)) return false
    this.#known.set(message, known.add(account))
    return true
  }
}
