import { noArgument } from '../arguments.ts'
import type { Pop3Command } from '../command.ts'
import type { Pop3Session } from '../session.ts'

/** RFC 1939 §6: the UPDATE state. From the answer on, another session may open the maildrop. */
function update(session: Pop3Session): string {
  const deleted = session.maildrop.commit()
  session.close()
  return deleted === 0 ? 'good-bye' : `good-bye; ${deleted} messages deleted`
}

export const QUIT = {
  name: 'QUIT',
  states: ['authorization', 'transaction'],
  syntax: 'QUIT',
  parse: noArgument,
  run(session) {
    const text = session.state === 'transaction' ? update(session) : 'good-bye'
    return { status: '+OK', text, next: 'close' }
  },
} satisfies Pop3Command<undefined>
