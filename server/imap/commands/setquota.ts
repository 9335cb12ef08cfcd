import { no } from '../answer.ts'
import { AFTER_LOGIN, type ImapCommand } from '../command.ts'

/** RFC 9208 §4.1.3, which leaves it to the server who may set a quota: here it is not the user. */
export const setquota = {
  name: 'SETQUOTA',
  states: AFTER_LOGIN,
  capability: 'QUOTA',
  parse(reader) {
    reader.astring('a quota root')
    reader.space()
    let count = 0
    reader.list(() => (count++ % 2 === 0 ? reader.atom('a resource') : reader.number64('a limit')))
    if (count % 2 !== 0) throw reader.error('a limit for each resource')
  },
  run: () => no('Quotas are set where Facteur is started, or by its API', 'NOPERM'),
} satisfies ImapCommand<void>
