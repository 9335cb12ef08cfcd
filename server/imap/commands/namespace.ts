import { ok } from '../answer.ts'
import { AFTER_LOGIN, type ImapCommand } from '../command.ts'

/** RFC 9051 §6.3.10: there are personal folders only, and no prefix. */
export const namespace = {
  name: 'NAMESPACE',
  states: AFTER_LOGIN,
  capability: 'NAMESPACE',
  parse: () => undefined,
  run(_session, _, out) {
    out.untagged('NAMESPACE (("" "/")) NIL NIL')
    return ok('That is all')
  },
} satisfies ImapCommand<undefined>
