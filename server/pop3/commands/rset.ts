import { ok } from '../answer.ts'
import { noArgument } from '../arguments.ts'
import type { Pop3Command } from '../command.ts'

/** RFC 1939 §5. */
export const RSET = {
  name: 'RSET',
  states: ['transaction'],
  syntax: 'RSET',
  parse: noArgument,
  run({ maildrop }) {
    maildrop.restore()
    return ok(`maildrop of ${maildrop.count} messages (${maildrop.octets} octets)`)
  },
} satisfies Pop3Command<undefined>
