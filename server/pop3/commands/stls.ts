import { bad } from '../answer.ts'
import { noArgument } from '../arguments.ts'
import type { Pop3Command } from '../command.ts'

/** RFC 2595 §4. */
export const STLS = {
  name: 'STLS',
  states: ['authorization'],
  syntax: 'STLS',
  parse: noArgument,
  run(session) {
    if (session.offersTls) return { status: '+OK', text: 'begin the TLS handshake', next: 'start-tls' }
    return bad(
      session.context.tls === null
        ? 'there is no certificate; start Facteur with --tls'
        : 'the connection is encrypted already',
    )
  },
} satisfies Pop3Command<undefined>
