import type { ClockClient, ClockState, Event } from '../../server/client/client.ts'
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

export interface ClockView {
  /** null until it is known. */
  readonly reading: ClockReading | null
  /** It is being moved, which takes as long as all that falls due on the way. */
  readonly isMoving: boolean
}

/** What the sandbox's clock shows at `at`, by real time. */
export function worldTime({ now, rate, readAt }: ClockReading, at: number): number {
  return now + (at - readAt) * rate
}

export interface ClockModelOptions {
  readonly clock: Pick<ClockClient, 'get' | 'advance' | 'freeze' | 'run' | 'reset'>
  /** Is told why the clock could not be set. */
  readonly failed: (error: unknown) => void
  /** Real time. */
  readonly now?: () => number
}

/** The sandbox's clock: what it shows, and setting it. */
export class ClockModel extends Model<ClockView> {
  readonly #clock: ClockModelOptions['clock']
  readonly #failed: (error: unknown) => void
  readonly #now: () => number
  readonly #reload = new BoundedReload(() => this.#read())

  constructor({ clock, failed, now = Date.now }: ClockModelOptions) {
    super({ reading: null, isMoving: false })
    this.#clock = clock
    this.#failed = failed
    this.#now = now
  }

  load(): void {
    this.#reload.ask()
  }

  apply(events: readonly Event[]): void {
    if (events.some(({ type }) => type === 'clock.changed')) this.load()
  }

  freeze(): Promise<boolean> {
    return this.#set(() => this.#clock.freeze())
  }

  run(rate: number): Promise<boolean> {
    return this.#set(() => this.#clock.run(rate))
  }

  /** Back to real time. */
  reset(): Promise<boolean> {
    return this.#set(() => this.#clock.reset())
  }

  /** Moves it forward. @param by milliseconds */
  advance(by: number): Promise<boolean> {
    return this.#set(() => this.#clock.advance(by))
  }

  async #read(): Promise<void> {
    try {
      this.#show(await this.#clock.get())
    } catch {
      // The feed tells that the server is gone; what was known of its clock stays.
    }
  }

  /** @returns whether it was done */
  async #set(set: () => Promise<ClockState>): Promise<boolean> {
    this.set({ ...this.value, isMoving: true })
    try {
      this.#show(await set())
      return true
    } catch (error) {
      this.#failed(error)
      return false
    } finally {
      this.set({ ...this.value, isMoving: false })
    }
  }

  #show({ mode, rate, now }: ClockState): void {
    this.set({ ...this.value, reading: { mode, rate, now: Date.parse(now), readAt: this.#now() } })
  }
}
