import { ok } from '../answer.ts'
import { noArgument } from '../arguments.ts'
import type { Pop3Command } from '../command.ts'
import type { Pop3Session } from '../session.ts'
import { MECHANISMS } from './auth.ts'

const DAY = 24 * 60 * 60 * 1000

/** RFC 2449 §6.7: for how many days messages are kept; nothing when it is less than one, for 0 would mean another thing. */
function expiry(age: number | null): string[] {
  if (age === null) return ['EXPIRE NEVER']
  return age < DAY ? [] : [`EXPIRE ${Math.floor(age / DAY)}`]
}

function capabilities({ offersTls, context }: Pop3Session): string[] {
  return [
    'TOP',
    'UIDL',
    // RFC 2449 §5: what a client can use before its login is announced after it, too. §6.2 and §6.3 say so of USER
    // and SASL, RFC 2595 §4 of STLS.
    'USER',
    `SASL ${MECHANISMS.join(' ')}`,
    ...(offersTls ? ['STLS'] : []),
    'PIPELINING',
    'RESP-CODES',
    'AUTH-RESP-CODE',
    // RFC 6856 §2.2: with USER, names and passwords may be UTF-8.
    'UTF8 USER',
    'LANG',
    ...expiry(context.store.limits.age),
    'LOGIN-DELAY 0',
    'IMPLEMENTATION Facteur',
  ]
}

/** RFC 2449 §5. */
export const CAPA = {
  name: 'CAPA',
  states: ['authorization', 'transaction'],
  syntax: 'CAPA',
  parse: noArgument,
  run(session) {
    return ok('this is offered', [capabilities(session).join('\r\n'), '\r\n'])
  },
} satisfies Pop3Command<undefined>
