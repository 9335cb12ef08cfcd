import { ok } from '../answer.ts'
import { ANY_STATE, type ImapCommand } from '../command.ts'

/** RFC 9051 §6.1.3. */
export const logout = {
  name: 'LOGOUT',
  states: ANY_STATE,
  leavesFolder: true,
  parse: () => undefined,
  run(session, _, out) {
    session.select(null)
    out.bye('Good-bye')
    return { ...ok('Logged out'), next: 'close' }
  },
} satisfies ImapCommand<undefined>
