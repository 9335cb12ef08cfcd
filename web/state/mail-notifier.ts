import type { Event, Summary } from '../../server/http/contract.ts'

export interface MailNotifierOptions {
  /** Whether the user wants to be told, and does not see the page anyway. */
  readonly isWanted: () => boolean
  /** Tells of mail that came in together, newest first. */
  readonly tell: (summaries: readonly Summary[]) => void
}

/** Tells of new mail outside the page; what comes in together is told together. */
export class MailNotifier {
  readonly #options: MailNotifierOptions

  constructor(options: MailNotifierOptions) {
    this.#options = options
  }

  /** Takes in what the feed tells. */
  apply(events: readonly Event[]): void {
    const summaries = events.flatMap(event => (event.type === 'message.captured' ? [event.summary] : []))
    if (summaries.length > 0 && this.#options.isWanted()) this.#options.tell(summaries.toReversed())
  }
}
