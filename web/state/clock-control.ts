import type { ClockClient, ClockState } from '../../server/client/client.ts'
import type { ClockModel } from './clock-model.ts'
import { Model } from './model.ts'

export interface ClockControlOptions {
  readonly client: Pick<ClockClient, 'advance' | 'freeze' | 'run' | 'reset'>
  /** Is told what the clock shows once it is set. */
  readonly clock: Pick<ClockModel, 'show'>
  /** Is told why it could not be set. */
  readonly failed: (error: unknown) => void
}

/** Sets the sandbox's clock. Whether it is being moved, which takes as long as all that falls due on the way. */
export class ClockControl extends Model<boolean> {
  readonly #on: ClockControlOptions

  constructor(on: ClockControlOptions) {
    super(false)
    this.#on = on
  }

  freeze(): Promise<void> {
    return this.#set(() => this.#on.client.freeze())
  }

  run(rate: number): Promise<void> {
    return this.#set(() => this.#on.client.run(rate))
  }

  /** Back to real time. */
  reset(): Promise<void> {
    return this.#set(() => this.#on.client.reset())
  }

  /** Moves it forward. @param by milliseconds */
  advance(by: number): Promise<void> {
    return this.#set(() => this.#on.client.advance(by))
  }

  async #set(set: () => Promise<ClockState>): Promise<void> {
    this.set(true)
    try {
      this.#on.clock.show(await set())
    } catch (error) {
      this.#on.failed(error)
    } finally {
      this.set(false)
    }
  }
}
