/**
 * The clock that everything in a sandbox asks for world time: receivedAt, retention and, later, queues and
 * warnings. It follows real time until it is frozen; `advance` moves it and runs, in order, all that falls due.
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

/** Longest delay `setTimeout` takes; longer ones are cut into steps. */
const MAX_TIMEOUT = 2 ** 31 - 1

/** A clock that shows real time, can be frozen at an instant and advanced by a duration. */
export class SandboxClock implements Clock {
  /** Added to real time while the clock runs. */
  #offset = 0
  #frozenAt: number | undefined
  #order = 0
  #timer: NodeJS.Timeout | undefined
  /** Sorted by due time, then by the order in which they were set. */
  readonly #alarms: Alarm[] = []

  now(): number {
    return this.#frozenAt ?? Date.now() + this.#offset
  }

  get frozen(): boolean {
    return this.#frozenAt !== undefined
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

  /** Stops the clock, at the present instant or at `at` (milliseconds since the epoch; it may lie in the past). */
  freeze(at: number = this.now()): void {
    this.#frozenAt = at
    this.#disarm()
    this.#runDue()
  }

  /** Lets the clock run again in real time, from where it stands. */
  resume(): void {
    if (this.#frozenAt === undefined) return
    this.#offset = this.#frozenAt - Date.now()
    this.#frozenAt = undefined
    this.#arm()
  }

  /** Sets the clock back to the machine's own time, running. */
  reset(): void {
    this.#frozenAt = undefined
    this.#offset = 0
    this.#arm()
  }

  /**
   * Moves the clock forward by `milliseconds` and runs every alarm on the way, each at its own instant; alarms
   * that they set run too when they fall due on the way.
   *
   * @throws RangeError when the duration is negative or not finite
   */
  advance(milliseconds: number): void {
    if (!(milliseconds >= 0 && Number.isFinite(milliseconds))) {
      throw new RangeError(`a clock advances by a duration of 0 ms or more, not by ${milliseconds}`)
    }
    const wasFrozen = this.frozen
    const target = this.now() + milliseconds
    this.#frozenAt = this.now()
    this.#disarm()
    for (let next = this.#alarms[0]; next !== undefined && next.at <= target; next = this.#alarms[0]) {
      this.#alarms.shift()
      this.#frozenAt = Math.max(this.#frozenAt, next.at)
      next.run()
    }
    this.#frozenAt = target
    if (!wasFrozen) this.resume()
  }

  /** Calls off every alarm. */
  close(): void {
    this.#alarms.length = 0
    this.#disarm()
  }

  #runDue(): void {
    for (let next = this.#alarms[0]; next !== undefined && next.at <= this.now(); next = this.#alarms[0]) {
      this.#alarms.shift()
      next.run()
    }
    this.#arm()
  }

  #arm(): void {
    this.#disarm()
    const next = this.#alarms[0]
    if (next === undefined || this.frozen) return
    const delay = Math.min(Math.max(next.at - this.now(), 0), MAX_TIMEOUT)
    this.#timer = setTimeout(() => this.#runDue(), delay)
    this.#timer.unref()
  }

  #disarm(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
