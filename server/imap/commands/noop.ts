import { ok } from '../answer.ts'
import { ANY_STATE, type ImapCommand } from '../command.ts'

/** RFC 9051 §6.1.2: what changed is told with it, as with every command. */
export const noop = {
  name: 'NOOP',
  states: ANY_STATE,
  parse: () => undefined,
  run: () => ok('Nothing done'),
} satisfies ImapCommand<undefined>
