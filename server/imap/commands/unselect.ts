import { ok } from '../answer.ts'
import { SELECTED, type ImapCommand } from '../command.ts'

/** RFC 9051 §6.4.2: like CLOSE, and nothing is expunged. */
export const unselect = {
  name: 'UNSELECT',
  states: SELECTED,
  capability: 'UNSELECT',
  leavesFolder: true,
  parse: () => undefined,
  run(session) {
    session.select(null)
    return ok('Closed, and nothing expunged')
  },
} satisfies ImapCommand<undefined>
