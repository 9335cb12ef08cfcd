import type { Clock } from '../../clock.ts'
import { type Due, DueHeap } from './due-heap.ts'

export interface AgendaOptions<Item> {
  readonly clock: Clock
  /** Does what is due of an item, and plans it anew or takes it off; what it throws must not keep the others waiting. */
  readonly wake: (item: Item) => void
  /** Called when all that was due has been done; what it plans for now is done too. */
  readonly rest: () => void
}

/** When what is to be done: it asks the clock for one alarm, whatever the number of items. */
export class Agenda<Item extends Due> {
  readonly #clock: Clock
  readonly #wake: (item: Item) => void
  readonly #rest: () => void
  readonly #heap = new DueHeap<Item>()
  #running = false
  /** When the alarm rings; infinite without one. */
  #alarm = Infinity
  #cancelAlarm = () => {}

  constructor({ clock, wake, rest }: AgendaOptions<Item>) {
    this.#clock = clock
    this.#wake = wake
    this.#rest = rest
  }

  /**
   * Puts an item on the agenda, moves it, or takes it off.
   *
   * @param due milliseconds since the epoch; infinite for never
   */
  plan(item: Item, due: number): void {
    item.due = due
    if (due === Infinity) this.#heap.remove(item)
    else this.#heap.put(item)
    if (!this.#running) this.#setAlarm()
  }

  /**
   * Does all that is due, in order, before it returns. What this plans for now is done by the call that is under way, so
   * that a chain of hosts as long as any is not as deep a recursion.
   */
  run(): void {
    if (this.#running) return
    this.#running = true
    try {
      do {
        for (let item = this.#nextDue(); item !== undefined; item = this.#nextDue()) this.#wake(item)
        this.#rest()
      } while (this.#nextDue() !== undefined)
    } finally {
      this.#running = false
      this.#setAlarm()
    }
  }

  /** Forgets all. */
  clear(): void {
    this.#heap.clear()
    this.#setAlarm()
  }

  #nextDue(): Item | undefined {
    const { first } = this.#heap
    return first !== undefined && first.due <= this.#clock.now() ? first : undefined
  }

  #setAlarm(): void {
    const due = this.#heap.first?.due ?? Infinity
    if (due === this.#alarm) return
    this.#cancelAlarm()
    this.#alarm = due
    if (due === Infinity) return
    this.#cancelAlarm = this.#clock.at(due, () => {
      this.#alarm = Infinity
      this.run()
    })
  }
}
