import type { Store } from '../../mailbox/store.ts'
import type { StoredMessage } from '../../mailbox/stored-message.ts'
import type { RecipientReport } from '../reports/recipient-report.ts'
import type { Reports } from '../reports/reports.ts'
import type { DeliveryBook } from './delivery-book.ts'
import type { QueuedDelivery } from './queued-delivery.ts'

/** What a sender may be told of: one of the reports, by the name of the method that writes it. */
type Occasion = 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded'

interface PendingReport {
  readonly occasion: Occasion
  readonly message: StoredMessage
  /** The server that reports. */
  readonly by: string
  readonly items: { readonly delivery: QueuedDelivery; readonly report: RecipientReport }[]
}

export interface ReportBatchOptions {
  readonly store: Store
  readonly book: DeliveryBook
  readonly reports: Reports
  /** Told of a fault of ours in a report. */
  readonly onError: (error: unknown) => void
}

/** Gathers what happens to the recipients of a message at one instant, so that one report tells all of it. */
export class ReportBatch {
  readonly #store: Store
  readonly #book: DeliveryBook
  readonly #reports: Reports
  readonly #onError: (error: unknown) => void
  readonly #pending = new Map<string, PendingReport>()

  constructor({ store, book, reports, onError }: ReportBatchOptions) {
    this.#store = store
    this.#book = book
    this.#reports = reports
    this.#onError = onError
  }

  /** @param by the server that reports: each does for itself */
  add(
    occasion: Occasion,
    delivery: QueuedDelivery,
    report: Omit<RecipientReport, 'recipient'>,
    by = delivery.by,
  ): void {
    const key = `${occasion} ${delivery.message} ${by}`
    const item = { delivery, report: { ...report, recipient: delivery.path } }
    const pending = this.#pending.get(key)
    if (pending === undefined)
      this.#pending.set(key, { occasion, message: delivery.stored, by, items: [item] })
    else pending.items.push(item)
  }

  /** Writes the reports that are due; a fault of ours costs that one report. */
  flush(): void {
    // What a report brings about may add others.
    for (const [key, pending] of this.#pending) {
      this.#pending.delete(key)
      if (this.#store.message(pending.message.id) === undefined) continue
      try {
        this.#write(pending)
      } catch (error) {
        this.#onError(error)
      }
    }
  }

  clear(): void {
    this.#pending.clear()
  }

  #write({ occasion, message, by, items }: PendingReport): void {
    const id = this.#reports[occasion](
      message,
      items.map(({ report }) => report),
      by,
    )
    for (const { delivery, report } of items) {
      if (occasion === 'failed') {
        message.noteBounce()
        this.#book.write(delivery, 'bounced', { reason: report.reason, status: report.status, bounce: id })
      } else if (occasion === 'delayed' && id !== null) {
        this.#book.write(delivery, 'warned', { report: id })
      }
    }
  }
}
