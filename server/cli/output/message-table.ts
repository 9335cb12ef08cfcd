import { styleText } from 'node:util'
import { type Listed, recipientsOf, senderOf } from './message-line.ts'
import { plainLine } from './plain-text.ts'
import { fitText } from './text-width.ts'

const ID_WIDTH = 26
const TIME_WIDTH = 15
const GAP = '  '
/** Columns from which on senders are shown too. */
const WIDE = 100
/** The least of a terminal that lines are made for. */
const NARROWEST = 60

interface Column {
  readonly title: string
  readonly width: number
  text(message: Listed): string
}

/** Lines about messages for a person who looks at a terminal: a row each, as wide as the terminal. */
export class MessageTable {
  readonly #columns: readonly Column[]

  /** @param width columns of the terminal */
  constructor(width: number) {
    const taken = ID_WIDTH + TIME_WIDTH + 2 * GAP.length
    const left = Math.max(width, NARROWEST) - taken
    const people = Math.max(8, Math.floor(left * (width < WIDE ? 0.4 : 0.25)))
    const from: Column = { title: 'FROM', width: people, text: senderOf }
    const to: Column = { title: 'TO', width: people, text: recipientsOf }
    const shown = width < WIDE ? [to] : [from, to]
    const subject = left - shown.length * (people + GAP.length)
    this.#columns = [
      { title: 'ID', width: ID_WIDTH, text: ({ id }) => id },
      { title: 'RECEIVED', width: TIME_WIDTH, text: ({ receivedAt }) => formatTime(new Date(receivedAt)) },
      ...shown,
      { title: 'SUBJECT', width: subject, text: ({ subject: text }) => text },
    ]
  }

  get header(): string {
    return styleText(
      'dim',
      this.#line(({ title }) => title),
    )
  }

  /** Unread messages are bold. */
  row(message: Listed): string {
    const line = this.#line(({ text }) => plainLine(text(message)))
    return message.seen ? line : styleText('bold', line)
  }

  #line(textOf: (column: Column) => string): string {
    return this.#columns
      .map(column => fitText(textOf(column), column.width))
      .join(GAP)
      .trimEnd()
  }
}

/** Time of this machine's zone. */
function formatTime(date: Date): string {
  const month = date.toLocaleString('en', { month: 'short' })
  const day = String(date.getDate()).padStart(2)
  const time = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
  return `${day} ${month} ${time}`
}
