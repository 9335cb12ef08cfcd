import { parseNumber, words } from '../arguments.ts'
import { Pop3SyntaxError } from '../command.ts'
import type { Pop3Command } from '../command.ts'
import { retrieve } from '../retrieval.ts'
import { topLines } from '../top-lines.ts'

interface Top {
  readonly number: number
  readonly lines: number
}

/** RFC 1939 §7. */
export const TOP = {
  name: 'TOP',
  states: ['transaction'],
  syntax: 'TOP message lines',
  parse(argument) {
    const [number, lines, ...rest] = words(argument)
    if (rest.length > 0) throw new Pop3SyntaxError('two numbers are needed')
    return { number: parseNumber(number), lines: parseNumber(lines) }
  },
  run({ maildrop }, { number, lines }) {
    return retrieve(maildrop, number, raw => topLines(raw, lines))
  },
  message: ({ maildrop }, { number }) => maildrop.find(number)?.entry.message,
} satisfies Pop3Command<Top>
