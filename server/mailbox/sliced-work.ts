import { TimeSlice } from './time-slice.ts'

/** Work that others may interrupt wherever it yields. */
export type Job<T> = Generator<void, T, void>

/** Goes on with a job until it is done or the slice is over; tells whether it is done. */
type Turn = (slice: TimeSlice) => boolean

/**
 * Does the work of many who ask at the same time in one sequence of slices, so that all of them together hold up
 * others no longer than one would. Jobs take turns; every second turn is for the urgent ones.
 */
export class SlicedWork {
  readonly #urgent: Turn[] = []
  readonly #patient: Turn[] = []
  #working = false

  /** Begins soon, not now; gives what the job returns, and rejects with what it throws. */
  run<T>(job: Job<T>, { urgent = false }: { urgent?: boolean } = {}): Promise<T> {
    return new Promise((resolve, reject) => {
      const turns = urgent ? this.#urgent : this.#patient
      turns.push(slice => {
        try {
          const end = advance(job, slice)
          if (end !== null) resolve(end.value)
          return end !== null
        } catch (error) {
          reject(error)
          return true
        }
      })
      if (this.#working) return
      this.#working = true
      setImmediate(() => void this.#work())
    })
  }

  async #work(): Promise<void> {
    const slice = new TimeSlice()
    while (this.#urgent.length > 0 || this.#patient.length > 0) {
      for (const turns of [this.#urgent, this.#patient]) {
        const turn = turns.shift()
        if (turn === undefined) continue
        if (!turn(slice)) turns.push(turn)
        if (slice.over) await slice.next()
      }
    }
    this.#working = false
  }
}

/** What the job returned; null when the slice ended before it. */
function advance<T>(job: Job<T>, slice: TimeSlice): { readonly value: T } | null {
  do {
    const step = job.next()
    if (step.done === true) return step
  } while (!slice.over)
  return null
}
