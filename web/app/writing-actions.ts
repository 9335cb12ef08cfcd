import type { Draft } from '../state/draft.ts'
import type { DraftsModel } from '../state/drafts-model.ts'
import { checkDraft, type OutboxModel } from '../state/outbox-model.ts'
import { draftKey, type Writing } from './route.ts'
import type { Router } from './router.ts'
import { words } from './words/words.ts'

export interface WritingOptions {
  readonly router: Router
  readonly drafts: DraftsModel
  readonly outbox: OutboxModel
  /** Hands in what was written, to nobody yet or about the message `id`. */
  readonly write: (writing: Writing, id: string | null, draft: Draft) => Promise<{ readonly id: string }>
  /** Is told which message was sent. */
  readonly sent: (id: string) => void
}

/** What a user can do about messages of their own. */
export class WritingActions {
  readonly #on: WritingOptions

  constructor(options: WritingOptions) {
    this.#on = options
  }

  /** Begins to write, or goes on with what was begun: a message, or an answer to the one that is open. */
  begin(writing: Writing): void {
    const { router } = this.#on
    if (writing === 'compose') router.go({ page: 'mail', writing })
    else if (router.value.id !== null) router.go({ writing })
  }

  /** Leaves what is being written, which is kept. */
  stop(): void {
    this.#on.outbox.forget()
    this.#on.router.go({ writing: null })
  }

  discard(): void {
    const { drafts, router } = this.#on
    drafts.discard(draftKey(router.value))
    this.stop()
  }

  /** Sends what is being written. When it comes back the outbox says why, else the draft is gone. */
  async send(draft: Draft): Promise<void> {
    const { drafts, outbox, router } = this.#on
    const { id, writing } = router.value
    if (writing === null) return
    const key = draftKey(router.value)
    const wrong = checkDraft(draft, words())
    if (Object.keys(wrong).length > 0) return outbox.refuse(key, wrong)
    const sent = await outbox.send(key, () => this.#on.write(writing, id, draft))
    if (sent === undefined) return
    drafts.discard(key)
    // The user may have gone elsewhere meanwhile.
    if (router.value.writing === writing && draftKey(router.value) === key) router.replace({ writing: null })
    this.#on.sent(sent)
  }
}
