import type { DeliveryFact, DeliveryStep } from '../../mailbox/delivery-step.ts'

/** A deferral as it is kept: the wait is the same again and again where the next try is not. */
type Deferral = Omit<Extract<DeliveryFact, { type: 'deferred' }>, 'nextTry'> & { readonly wait: number }

type LoggedFact = Exclude<DeliveryFact, { type: 'deferred' }> | Deferral

/** How many of the first steps are always kept, in so many parts of the limit. */
const KEPT_FIRST = 10

/** The steps of one delivery. In five days most are alike but for their time, which is kept beside them. */
export class StepLog {
  readonly #limit: number
  readonly #facts: LoggedFact[] = []
  readonly #times: number[] = []
  #leftOut = 0
  #lastDeferral: Deferral | null = null

  /** @param limit how many steps are kept; beyond that some go, neither the first ones nor the newest */
  constructor(limit: number) {
    this.#limit = limit
  }

  get leftOut(): number {
    return this.#leftOut
  }

  add(fact: DeliveryFact, at: number): void {
    if (this.#facts.length >= this.#limit) this.#thin()
    this.#facts.push(fact.type === 'deferred' ? this.#deferral(fact, at) : fact)
    this.#times.push(at)
  }

  /** The step that tells of an attempt, as it was added; of those that are kept, the first is number 1. */
  attempt(n: number): DeliveryFact | undefined {
    return this.#facts.filter(fact => fact.type === 'attempted')[n - 1]
  }

  /** All, in order. */
  steps(): DeliveryStep[] {
    return this.#facts.map((fact, index) => {
      const at = this.#times[index] as number
      if (fact.type !== 'deferred') return { ...fact, at }
      const { wait, ...deferred } = fact
      return { ...deferred, nextTry: at + wait, at }
    })
  }

  #deferral(
    { type, by, reason, nextTry }: Extract<DeliveryFact, { type: 'deferred' }>,
    at: number,
  ): Deferral {
    const wait = nextTry - at
    const last = this.#lastDeferral
    if (last?.wait === wait && last.reason === reason && last.by === by) return last
    return (this.#lastDeferral = { type, by, reason, wait })
  }

  /** Makes room for as many again as are dropped: half of what is neither the beginning nor the end. */
  #thin(): void {
    const first = Math.floor(this.#limit / KEPT_FIRST)
    const count = Math.max(1, (this.#limit - first) >> 1)
    this.#facts.splice(first, count)
    this.#times.splice(first, count)
    this.#leftOut += count
  }
}
