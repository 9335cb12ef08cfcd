/**
 * The clock that everything in a sandbox asks for world time: receivedAt, retention and, later, queues and
 * warnings. It follows real time until it is set otherwise; `advance` moves it and runs, in order, all that falls due.
 * Connection timeouts and waits do not ask it: they run on real timers.
 */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
  /** Calls `run` once, as soon as the clock reaches `at` (milliseconds since the epoch); gives a function that calls it off. */
  at(at: number, run: () => void): () => void
}

interface Alarm {
  readonly at: number
  readonly order: number
  readonly run: () => void
}

/** The instants that a clock shows: those whose year has four digits, as ids and the dates of mail need it. */
export const FIRST_INSTANT = 0
export const LAST_INSTANT = Date.UTC(10_000, 0) - 1

/** Longest delay `setTimeout` takes; longer ones are cut into steps. */
const MAX_TIMEOUT = 2 ** 31 - 1

export interface SandboxClockOptions {
  /** Told when the clock was set, frozen, let run or moved; not of the time that passes. */
  readonly onChange?: () => void
}

/** A clock that shows real time, can be frozen at an instant, run faster and be advanced by a duration. */
export class SandboxClock implements Clock {
  /** World time, in milliseconds since the epoch, when the machine's clock showed `#since`. */
  #instant: number
  #since: number
  /** Milliseconds of world time that pass in one of the machine's; 0 when it is frozen. */
  #rate = 1
  #order = 0
  #timer: NodeJS.Timeout | undefined
  /** Sorted by due time, then by the order in which they were set. */
  readonly #alarms: Alarm[] = []
  readonly #onChange: () => void

  constructor({ onChange = () => {} }: SandboxClockOptions = {}) {
    this.#instant = this.#since = Date.now()
    this.#onChange = onChange
  }

  now(): number {
    if (this.#rate === 0) return this.#instant
    return Math.min(Math.floor(this.#instant + (Date.now() - this.#since) * this.#rate), LAST_INSTANT)
  }

  get frozen(): boolean {
    return this.#rate === 0
  }

  /** Whether it shows the time of the machine. */
  get real(): boolean {
    return this.#rate === 1 && this.#instant === this.#since
  }

  /** How fast it runs: 1 as the machine's clock, 60 a minute in a second, 0 not at all. */
  get rate(): number {
    return this.#rate
  }

  at(at: number, run: () => void): () => void {
    const alarm: Alarm = { at, order: this.#order++, run }
    const index = this.#alarms.findLastIndex(other => other.at <= at) + 1
    this.#alarms.splice(index, 0, alarm)
    this.#arm()
    return () => {
      const found = this.#alarms.indexOf(alarm)
      if (found >= 0) this.#alarms.splice(found, 1)
      if (this.#alarms.length === 0) this.#disarm()
    }
  }

  /**
   * Stops the clock, at the present instant or at `at` (milliseconds since the epoch; it may lie in the past).
   *
   * @throws RangeError when that is not within the years 1970 to 9999
   */
  freeze(at: number = this.now()): void {
    this.#set(at, 0)
    this.#runDue()
    this.#onChange()
  }

  /**
   * Lets the clock run from where it stands, or from `at`.
   *
   * @param rate how much faster than the machine's
   * @throws RangeError when it is not above 0, or the instant not within the years 1970 to 9999
   */
  run(rate: number, at: number = this.now()): void {
    if (!(rate > 0 && Number.isFinite(rate))) {
      throw new RangeError(`a clock runs at a rate above 0, not at ${rate}`)
    }
    this.#set(at, rate)
    this.#runDue()
    this.#onChange()
  }

  /** Lets the clock run again in real time, from where it stands. */
  resume(): void {
    if (this.frozen) this.run(1)
  }

  /** Sets the clock back to the machine's own time, running. */
  reset(): void {
    this.run(1, Date.now())
  }

  /**
   * Moves the clock forward by `milliseconds` and runs every alarm on the way, each at its own instant; alarms
   * that they set run too when they fall due on the way. When one throws, the clock stands at its instant, goes on as
   * before, and the rest of the way is not gone.
   *
   * @throws RangeError when the duration is negative or not finite, or leads beyond the year 9999
   */
  advance(milliseconds: number): void {
    if (!(milliseconds >= 0 && Number.isFinite(milliseconds))) {
      throw new RangeError(`a clock advances by a duration of 0 ms or more, not by ${milliseconds}`)
    }
    const rate = this.#rate
    const target = this.now() + milliseconds
    checkInstant(target)
    this.#set(this.now(), 0)
    try {
      for (let next = this.#alarms[0]; next !== undefined && next.at <= target; next = this.#alarms[0]) {
        this.#alarms.shift()
        this.#instant = Math.max(this.#instant, next.at)
        next.run()
      }
      this.#instant = target
    } finally {
      this.#set(this.#instant, rate)
      this.#arm()
      this.#onChange()
    }
  }

  /** Calls off every alarm. */
  close(): void {
    this.#alarms.length = 0
    this.#disarm()
  }

  #set(at: number, rate: number): void {
    checkInstant(at)
    this.#disarm()
    this.#instant = at
    this.#since = Date.now()
    this.#rate = rate
  }

  #runDue(): void {
    try {
      for (let next = this.#alarms[0]; next !== undefined && next.at <= this.now(); next = this.#alarms[0]) {
        this.#alarms.shift()
        next.run()
      }
    } finally {
      this.#arm()
    }
  }

  #arm(): void {
    this.#disarm()
    const next = this.#alarms[0]
    // What lies beyond the last instant never falls due.
    if (next === undefined || this.frozen || next.at > LAST_INSTANT) return
    const delay = Math.min(Math.ceil(Math.max(next.at - this.now(), 0) / this.#rate), MAX_TIMEOUT)
    this.#timer = setTimeout(() => this.#runDue(), delay)
    this.#timer.unref()
  }

  #disarm(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}

function checkInstant(at: number): void {
  if (at >= FIRST_INSTANT && at <= LAST_INSTANT) return
  throw new RangeError(`a clock shows the years 1970 to 9999, and not the instant ${at}`)
}
