import { ok } from '../answer.ts'
import { ANY_STATE, type ImapCommand } from '../command.ts'

/** RFC 9051 §6.1.1. */
export const capability = {
  name: 'CAPABILITY',
  states: ANY_STATE,
  parse: () => undefined,
  run(session, _, out) {
    out.untagged(`CAPABILITY ${session.capabilities}`)
    return ok('That is all')
  },
} satisfies ImapCommand<undefined>
