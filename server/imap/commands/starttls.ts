import { bad, ok } from '../answer.ts'
import { BEFORE_LOGIN, type ImapCommand } from '../command.ts'

/** RFC 9051 §6.2.1. */
export const starttls = {
  name: 'STARTTLS',
  states: BEFORE_LOGIN,
  capability: 'STARTTLS',
  parse: () => undefined,
  run(session) {
    if (session.facts.tls) return bad('STARTTLS: the connection is encrypted already')
    return { ...ok('Begin the handshake'), next: 'start-tls' }
  },
} satisfies ImapCommand<undefined>
