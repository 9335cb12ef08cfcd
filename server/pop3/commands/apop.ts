import { createHash } from 'node:crypto'
import { isUserName } from '../../net/user-name.ts'
import { wrongCredentials } from '../answer.ts'
import { Pop3SyntaxError } from '../command.ts'
import type { Pop3Command } from '../command.ts'

interface DigestLogin {
  readonly name: string
  readonly digest: string
}

/** RFC 1939 §7. Any digest is right until users are named, as any password is. */
export const APOP = {
  name: 'APOP',
  states: ['authorization'],
  syntax: 'APOP name digest',
  logsIn: true,
  parse(argument) {
    const [, name = '', digest = ''] = /^(.+?)[ \t]+([0-9a-f]{32})[ \t]*$/i.exec(argument ?? '') ?? []
    if (!isUserName(name)) throw new Pop3SyntaxError('a name and 32 hexadecimal digits are needed')
    return { name, digest }
  },
  run(session, { name, digest }) {
    const right = session.context.users.verifyDigest(name, digest, password =>
      createHash('md5')
        .update(session.timestamp + password)
        .digest('hex'),
    )
    return right ? { user: name, by: 'APOP' } : wrongCredentials()
  },
} satisfies Pop3Command<DigestLogin>
