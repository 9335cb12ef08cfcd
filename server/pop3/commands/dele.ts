import { ok } from '../answer.ts'
import { messageNumber } from '../arguments.ts'
import type { Pop3Command } from '../command.ts'
import { missing } from '../listing.ts'

/** RFC 1939 §5. What someone else has deleted meanwhile may be deleted, too: it comes to the same. */
export const DELE = {
  name: 'DELE',
  states: ['transaction'],
  syntax: 'DELE message',
  parse: messageNumber,
  run({ maildrop }, number) {
    const message = maildrop.find(number)
    if (message === undefined) return missing(number)
    maildrop.delete(message)
    return ok(`message ${number} goes with QUIT`)
  },
  message: ({ maildrop }, number) => maildrop.find(number)?.entry.message,
} satisfies Pop3Command<number>
