import { type Listed, formatMessageLine } from './message-line.ts'
import { MessageTable } from './message-table.ts'
import { printLine } from './print.ts'

/** Prints messages one by one: JSON lines, rows of a table on a terminal, else the lines that scripts read. */
export class MessagePrinter {
  readonly #json: boolean
  readonly #table: MessageTable | null
  #begun = false

  constructor({ json = false }: { json?: boolean }) {
    this.#json = json
    this.#table = process.stdout.isTTY && !json ? new MessageTable(process.stdout.columns) : null
  }

  async print(message: Listed): Promise<void> {
    if (this.#json) return printLine(JSON.stringify(message))
    if (this.#table === null) return printLine(formatMessageLine(message))
    if (!this.#begun) await printLine(this.#table.header)
    this.#begun = true
    return printLine(this.#table.row(message))
  }
}
