import {
  FacteurError,
  type Event,
  type QueueClient,
  type QueuedDelivery,
} from '../../server/client/client.ts'
import { BoundedReload } from './bounded-reload.ts'
import { Model } from './model.ts'

/** What can be done with a delivery that is not over. */
export const QUEUE_ACTS = ['retry', 'hold', 'release', 'giveUp'] as const

export type QueueAct = (typeof QUEUE_ACTS)[number]

export interface QueueView {
  readonly phase: 'loading' | 'ready' | 'failed'
  /** The newest first. */
  readonly items: readonly QueuedDelivery[]
  /** How many there are, shown or not. */
  readonly total: number
}

/** How many deliveries are shown at first, and how many more each time. */
export const STEP = 100
/** The most that one request may ask for. */
const MOST = 1000
/** Requests that are under way at a time. */
const ABREAST = 6

/** Whether an act means anything to a delivery. */
export function fits(act: QueueAct, { state }: Pick<QueuedDelivery, 'state'>): boolean {
  if (act === 'release') return state === 'held'
  return state === 'queued' || (act === 'giveUp' && state === 'held')
}

export interface QueueModelOptions {
  readonly queue: Pick<QueueClient, 'list' | 'retry' | 'retryAll' | 'hold' | 'release' | 'giveUp'>
  /** Is told why something could not be done. */
  readonly failed: (error: unknown) => void
}

/** The deliveries that wait or are held. What is shown is read anew when the feed tells of deliveries, a few times a second at most. */
export class QueueModel extends Model<QueueView> {
  readonly #queue: QueueModelOptions['queue']
  readonly #failed: (error: unknown) => void
  readonly #reload = new BoundedReload(() => this.#read())
  #wanted = STEP

  constructor({ queue, failed }: QueueModelOptions) {
    super({ phase: 'loading', items: [], total: 0 })
    this.#queue = queue
    this.#failed = failed
  }

  load(): void {
    this.#reload.ask()
  }

  apply(events: readonly Event[]): void {
    if (events.some(({ type }) => type.startsWith('delivery.'))) this.load()
  }

  /** Shows further ones below. */
  more(): void {
    this.#wanted = this.value.items.length + STEP
    this.load()
  }

  /** Does something with those of the deliveries that it means anything to. */
  async act(act: QueueAct, ids: readonly string[]): Promise<void> {
    const chosen = new Set(ids)
    const fitting = this.value.items.filter(item => chosen.has(item.id) && fits(act, item))
    for (let start = 0; start < fitting.length; start += ABREAST) {
      const some = fitting.slice(start, start + ABREAST)
      const done = await Promise.allSettled(some.map(({ id }) => this.#queue[act](id)))
      const wrong = done.find(answer => answer.status === 'rejected' && !isOvertaken(answer.reason))
      if (wrong?.status === 'rejected') {
        this.#failed(wrong.reason)
        break
      }
    }
    this.load()
  }

  /** Tries all at once that wait, shown or not. */
  async retryAll(): Promise<void> {
    try {
      await this.#queue.retryAll()
    } catch (error) {
      this.#failed(error)
    }
    this.load()
  }

  async #read(): Promise<void> {
    try {
      const items: QueuedDelivery[] = []
      let page: string | undefined
      for (;;) {
        const limit = Math.min(MOST, this.#wanted - items.length)
        const answer = await this.#queue.list({ limit, page })
        items.push(...answer.items)
        page = answer.next ?? undefined
        if (page === undefined || items.length >= this.#wanted) {
          this.set({ phase: 'ready', items, total: answer.total })
          return
        }
      }
    } catch {
      // What is on show was true a moment ago.
      if (this.value.phase === 'loading') this.set({ ...this.value, phase: 'failed' })
    }
  }
}

/** Whether the delivery went on by itself before it could be asked to, which is no failure. */
function isOvertaken(error: unknown): boolean {
  const code = error instanceof FacteurError ? error.code : ''
  return code === 'delivery-state' || code === 'no-such-delivery'
}
