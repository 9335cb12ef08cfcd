import type { Delivery, Event, QueueClient } from '../../server/client/client.ts'
import { BoundedReload } from './bounded-reload.ts'
import { Model } from './model.ts'

/** The deliveries whose steps are unfolded, by id: as they were read last, or null when they are yet to be read. */
export type Unfolded = ReadonlyMap<string, Delivery | null>

/** The steps of those deliveries that are unfolded, as they grow. */
export class StepsModel extends Model<Unfolded> {
  readonly #get: QueueClient['get']
  readonly #reload = new BoundedReload(() => this.#read())
  /** Those of which something happened since they were read. */
  #stale = new Set<string>()

  constructor(get: QueueClient['get']) {
    super(new Map())
    this.#get = get
  }

  /** Unfolds the steps of a delivery, or folds them again. */
  toggle(id: string): void {
    const unfolded = new Map(this.value)
    const isNew = !unfolded.delete(id)
    if (isNew) unfolded.set(id, null)
    this.set(unfolded)
    if (isNew) this.#renew([id])
  }

  foldAll(): void {
    this.set(new Map())
  }

  /** Reads all anew that are unfolded. */
  load(): void {
    this.#renew([...this.value.keys()])
  }

  apply(events: readonly Event[]): void {
    this.#renew(events.flatMap(event => ('delivery' in event ? event.delivery : [])))
  }

  #renew(ids: readonly string[]): void {
    const known = ids.filter(id => this.value.has(id))
    for (const id of known) this.#stale.add(id)
    if (known.length > 0) this.#reload.ask()
  }

  async #read(): Promise<void> {
    const stale = [...this.#stale].filter(id => this.value.has(id))
    this.#stale = new Set()
    const read = await Promise.allSettled(stale.map(id => this.#get(id)))
    const unfolded = new Map(this.value)
    read.forEach((answer, index) => {
      const id = stale[index]!
      if (answer.status === 'fulfilled' && unfolded.has(id)) unfolded.set(id, answer.value)
    })
    if (stale.length > 0) this.set(unfolded)
  }
}
