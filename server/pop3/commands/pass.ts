import { bad, wrongCredentials } from '../answer.ts'
import { Pop3SyntaxError } from '../command.ts'
import type { Pop3Command } from '../command.ts'

export const PASS = {
  name: 'PASS',
  states: ['authorization'],
  syntax: 'PASS password',
  logsIn: true,
  // RFC 1939 §7: as there is one argument only, spaces are part of it.
  parse(argument) {
    if (argument === null) throw new Pop3SyntaxError('a password is needed')
    return argument
  },
  run(session, password) {
    const name = session.claimedName
    if (name === null) return bad('say USER first')
    session.claimedName = null
    return session.context.users.verify(name, password) ? { user: name, by: 'PASS' } : wrongCredentials()
  },
} satisfies Pop3Command<string>
