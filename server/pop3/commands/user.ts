import { isUserName } from '../../net/user-name.ts'
import { ok } from '../answer.ts'
import { Pop3SyntaxError } from '../command.ts'
import type { Pop3Command } from '../command.ts'

/** RFC 1939 §7. Whether there is such a user, PASS alone tells. */
export const USER = {
  name: 'USER',
  states: ['authorization'],
  syntax: 'USER name',
  parse(argument) {
    const name = (argument ?? '').trim()
    if (!isUserName(name)) throw new Pop3SyntaxError('a name is needed')
    return name
  },
  run(session, name) {
    session.claimedName = name
    return ok('now the password')
  },
} satisfies Pop3Command<string>
