import type { Output } from '../io.ts'
import { type Listed, formatMessageLine } from './message-line.ts'
import { MessageTable } from './message-table.ts'
import { printLine } from './print.ts'

/** Prints messages one by one: JSON lines, rows of a table on a terminal, else the lines that scripts read. */
export class MessagePrinter {
  readonly #output: Output
  readonly #json: boolean
  readonly #table: MessageTable | null
  #begun = false

  constructor({ json = false }: { json?: boolean }, output: Output) {
    this.#output = output
    this.#json = json
    this.#table = output.isTTY === true && !json ? new MessageTable(output.columns ?? 80) : null
  }

  async print(message: Listed): Promise<void> {
    if (this.#json) return printLine(this.#output, JSON.stringify(message))
    if (this.#table === null) return printLine(this.#output, formatMessageLine(message))
    if (!this.#begun) await printLine(this.#output, this.#table.header)
    this.#begun = true
    return printLine(this.#output, this.#table.row(message))
  }
}
