import type { Output } from '../io.ts'
import { fitText } from './text-width.ts'
import { plainLine } from './plain-text.ts'

const BAR_WIDTH = 24
/** Milliseconds between two drawings. */
const PACE = 80

/** How far a long work is, on a terminal; elsewhere nothing of it is seen but its notes. */
export class ProgressBar {
  readonly #terminal: Pick<Output, 'isTTY' | 'columns' | 'write'>
  readonly #total: number
  #done = 0
  #drawnAt = -Infinity
  #drawn = false

  /** @param total how much there is to do, in the unit in which `advance` counts */
  constructor(total: number, terminal: Pick<Output, 'isTTY' | 'columns' | 'write'>) {
    this.#total = total
    this.#terminal = terminal
  }

  /** @param label what is done just now */
  advance(amount: number, label: string): void {
    this.#done += amount
    if (this.#terminal.isTTY !== true || performance.now() - this.#drawnAt < PACE) return
    this.#drawnAt = performance.now()
    this.#drawn = true
    const share = this.#total === 0 ? 1 : Math.min(this.#done / this.#total, 1)
    const filled = Math.round(share * BAR_WIDTH)
    const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`
    const line = `${bar} ${String(Math.floor(share * 100)).padStart(3)}%  ${plainLine(label)}`
    this.#terminal.write(`\r${fitText(line, (this.#terminal.columns ?? 80) - 1)}`)
  }

  /** A line that stays. */
  note(line: string): void {
    this.#clear()
    this.#terminal.write(`${plainLine(line)}\n`)
  }

  /** Takes the bar away. */
  end(): void {
    this.#clear()
  }

  #clear(): void {
    if (!this.#drawn) return
    this.#drawn = false
    this.#drawnAt = -Infinity
    // Carriage return, and erase to the end of the line.
    this.#terminal.write('\r\u001b[K')
  }
}
