import { ok } from '../answer.ts'
import { optionalMessageNumber } from '../arguments.ts'
import type { Pop3Command } from '../command.ts'
import { listing, missing } from '../listing.ts'

/** RFC 1939 §5. */
export const LIST = {
  name: 'LIST',
  states: ['transaction'],
  syntax: 'LIST [message]',
  parse: optionalMessageNumber,
  run({ maildrop }, number) {
    if (number === null) {
      const lines = listing(maildrop, message => message.entry.octets)
      return ok(`${maildrop.count} messages (${maildrop.octets} octets)`, lines)
    }
    const message = maildrop.find(number)
    return message === undefined ? missing(number) : ok(`${number} ${message.entry.octets}`)
  },
} satisfies Pop3Command<number | null>
