import { messageNumber } from '../arguments.ts'
import type { Pop3Command } from '../command.ts'
import { retrieve } from '../retrieval.ts'

/**
 * RFC 1939 §5. RFC 6856 §2.1 would have messages with 8-bit header fields withheld from clients that did not say UTF8;
 * here everyone gets the bytes that arrived.
 *
 * No RFC says whether to retrieve a message is to read it. Dovecot marks it with \Seen, and so do we: the web inbox and
 * IMAP show which mail a program has fetched. TOP marks nothing, as it is for looking what there is.
 */
export const RETR = {
  name: 'RETR',
  states: ['transaction'],
  syntax: 'RETR message',
  parse: messageNumber,
  run({ maildrop, fetched }, number) {
    return retrieve(maildrop, number, (raw, message) => {
      fetched.add(message.entry.message.id)
      maildrop.markSeen(message)
      return raw
    })
  },
  message: ({ maildrop }, number) => maildrop.find(number)?.entry.message,
} satisfies Pop3Command<number>
