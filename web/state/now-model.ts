import type { Event } from '../../server/client/client.ts'
import { worldTime, type ClockModel } from './clock-model.ts'
import { Model } from './model.ts'

/** How far it may stay behind, in milliseconds by the sandbox's clock, */
const LAG = 20_000
/** and how often it moves on at most, in milliseconds of real time. */
const SOONEST = 1000

/** The time that "5 minutes ago" is counted from, by the sandbox's clock, in milliseconds since the epoch; moves on now and then. */
export class NowModel extends Model<number> {
  readonly #clock: ClockModel
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Moves on for as long as the page lasts. */
  constructor(clock: ClockModel) {
    super(Date.now())
    this.#clock = clock
    clock.subscribe(() => this.#move())
    this.#move()
  }

  /** Nothing that was told lies ahead, however fast the clock goes. */
  apply(events: readonly Event[]): void {
    const last = events.at(-1)
    if (last !== undefined && Date.parse(last.at) - this.value > LAG) this.#move()
  }

  #move(): void {
    const reading = this.#clock.value
    const at = Date.now()
    this.set(reading === null ? at : worldTime(reading, at))
    clearTimeout(this.#timer)
    const rate = Math.max(reading?.rate ?? 1, 1)
    this.#timer = setTimeout(() => this.#move(), Math.max(SOONEST, LAG / rate))
  }
}
