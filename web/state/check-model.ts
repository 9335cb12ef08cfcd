import type { CheckReport, Event } from '../../server/http/contract.ts'
import { BoundedReload } from './bounded-reload.ts'
import { ResourceModel } from './resource-model.ts'

/** What a check says of the open message. While it is looked at, it is made again when the world has changed. */
export class CheckModel extends ResourceModel<CheckReport> {
  readonly #reload = new BoundedReload(() => this.#ask())
  #isFollowed = false
  /** The world is another one than that by which the message was judged. */
  #isOutdated = false

  constructor(read: (id: string) => Promise<CheckReport>) {
    super(read)
    this.subscribe(() => this.#catchUp())
  }

  /** Shows what the check says of a message, and keeps up with the world until `leave`. */
  follow(id: string): void {
    this.#isFollowed = true
    if (id !== this.value.id) this.#isOutdated = false
    this.show(id)
    this.#catchUp()
  }

  /** Nobody looks at it any more; when somebody does again, it is made by the world of then. */
  leave(): void {
    this.#isFollowed = false
  }

  /** Takes in what the feed tells. */
  apply(events: readonly Event[]): void {
    if (!events.some(({ type }) => type === 'world.changed' || type === 'reset')) return
    this.#isOutdated = true
    this.#catchUp()
  }

  /** An answer that is still to come may be of the old world or of the new one: what is asked after it is of the new. */
  #catchUp(): void {
    if (!this.#isFollowed || !this.#isOutdated || this.value.value === null) return
    this.#isOutdated = false
    this.#reload.ask()
  }

  async #ask(): Promise<void> {
    const before = this.value
    await this.refresh()
    // Without an answer it is as old as it was; the next look asks again.
    if (this.value === before) this.#isOutdated = true
  }
}
