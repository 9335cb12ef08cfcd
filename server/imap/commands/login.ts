import { isUserName } from '../../net/user-name.ts'
import { no } from '../answer.ts'
import { BEFORE_LOGIN, type ImapCommand } from '../command.ts'
import { logIn, WRONG_CREDENTIALS } from '../login.ts'

/** RFC 9051 §6.2.3. Any password is right until users are named. */
export const login = {
  name: 'LOGIN',
  states: BEFORE_LOGIN,
  parse(reader) {
    const user = reader.astring('the name of a user')
    if (!isUserName(user)) throw reader.error('a user name of 1 to 1,000 characters')
    reader.space()
    return { user, password: reader.astring('a password') }
  },
  run(session, { user, password }) {
    if (!session.context.users.verify(user, password)) return no(...WRONG_CREDENTIALS)
    return logIn(session, user, 'LOGIN')
  },
} satisfies ImapCommand<{ user: string; password: string }>
