import type { ClockState, Event } from '../../server/client/client.ts'
import { BoundedReload } from './bounded-reload.ts'
import { Model } from './model.ts'

/** The sandbox's clock, as it was read. */
export interface ClockReading {
  readonly mode: ClockState['mode']
  /** How many times as fast as real time; 0 when it is frozen. */
  readonly rate: number
  /** What it showed, in milliseconds since the epoch, */
  readonly now: number
  /** and when, by real time. */
  readonly readAt: number
}

/** What the sandbox's clock shows at `at`, by real time. */
export function worldTime({ now, rate, readAt }: ClockReading, at: number): number {
  return now + (at - readAt) * rate
}

export interface ClockModelOptions {
  readonly read: () => Promise<ClockState>
  /** Real time. */
  readonly now?: () => number
}

/** What the sandbox's clock shows; null until it is known. */
export class ClockModel extends Model<ClockReading | null> {
  readonly #read: () => Promise<ClockState>
  readonly #now: () => number
  readonly #reload = new BoundedReload(() => this.#load())

  constructor({ read, now = Date.now }: ClockModelOptions) {
    super(null)
    this.#read = read
    this.#now = now
  }

  load(): void {
    this.#reload.ask()
  }

  apply(events: readonly Event[]): void {
    if (events.some(({ type }) => type === 'clock.changed' || type === 'reset')) this.load()
  }

  /** Takes over what the server has just told of its clock. */
  show({ mode, rate, now }: ClockState): void {
    this.set({ mode, rate, now: Date.parse(now), readAt: this.#now() })
  }

  async #load(): Promise<void> {
    try {
      this.show(await this.#read())
    } catch {
      // The feed tells that the server is gone; what was known of its clock stays.
    }
  }
}
