import { ok } from '../answer.ts'
import { optionalMessageNumber } from '../arguments.ts'
import type { Pop3Command } from '../command.ts'
import { listing, missing } from '../listing.ts'

/** RFC 1939 §7. */
export const UIDL = {
  name: 'UIDL',
  states: ['transaction'],
  syntax: 'UIDL [message]',
  parse: optionalMessageNumber,
  run({ maildrop }, number) {
    if (number === null) {
      const lines = listing(maildrop, message => maildrop.uniqueId(message))
      return ok(`unique-ids of ${maildrop.count} messages`, lines)
    }
    const message = maildrop.find(number)
    return message === undefined ? missing(number) : ok(`${number} ${maildrop.uniqueId(message)}`)
  },
} satisfies Pop3Command<number | null>
