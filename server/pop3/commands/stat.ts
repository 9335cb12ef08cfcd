import { ok } from '../answer.ts'
import { noArgument } from '../arguments.ts'
import type { Pop3Command } from '../command.ts'

/** RFC 1939 §5. */
export const STAT = {
  name: 'STAT',
  states: ['transaction'],
  syntax: 'STAT',
  parse: noArgument,
  run({ maildrop }) {
    return ok(`${maildrop.count} ${maildrop.octets}`)
  },
} satisfies Pop3Command<undefined>
