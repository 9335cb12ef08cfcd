import { decodeBase64, decodeInitialResponse, startSasl } from '../../net/sasl.ts'
import type { SaslMechanism, SaslStep } from '../../net/sasl.ts'
import { bad, ok, wrongCredentials } from '../answer.ts'
import type { Pop3Answer, Pop3Login } from '../answer.ts'
import { words } from '../arguments.ts'
import { Pop3SyntaxError } from '../command.ts'
import type { Pop3Command } from '../command.ts'
import type { Pop3Session } from '../session.ts'

/** The mechanisms of AUTH, as CAPA lists them. */
export const MECHANISMS: readonly SaslMechanism[] = ['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2']

interface Authentication {
  /** In upper case. */
  readonly mechanism: string
  readonly initial: string | null
}

function answerStep(session: Pop3Session, step: SaslStep): Pop3Answer | Pop3Login {
  if (step.kind !== 'challenge') session.exchange = null
  switch (step.kind) {
    case 'challenge':
      return { status: '+', text: step.data.toString('base64') }
    case 'success':
      return { user: step.user, by: 'AUTH' }
    case 'failure':
      return wrongCredentials()
    case 'malformed':
      return bad(step.message)
  }
}

/** RFC 5034. */
export const AUTH = {
  name: 'AUTH',
  states: ['authorization'],
  syntax: 'AUTH mechanism [initial response]',
  logsIn: true,
  parse(argument) {
    const [mechanism, initial = null, ...rest] = words(argument)
    if (rest.length > 0) throw new Pop3SyntaxError('one mechanism and one response are taken')
    return mechanism === undefined ? null : { mechanism: mechanism.toUpperCase(), initial }
  },
  run(session, authentication) {
    // Outlook and Thunderbird ask so which mechanisms there are; no RFC has it.
    if (authentication === null) return ok('these mechanisms', [MECHANISMS.join('\r\n'), '\r\n'])
    const mechanism = MECHANISMS.find(name => name === authentication.mechanism)
    if (mechanism === undefined) return bad(`there are the mechanisms ${MECHANISMS.join(', ')}`)
    const { users, hostname } = session.context
    const initial = authentication.initial === null ? null : decodeInitialResponse(authentication.initial)
    if (initial === null && authentication.initial !== null) return bad('the initial response is no base64')
    const { exchange, first } = startSasl(mechanism, { users, hostname, initial })
    session.exchange = exchange
    return answerStep(session, first)
  },
} satisfies Pop3Command<Authentication | null>

/** Takes a line that is the response to a challenge of AUTH. */
export function answerResponse(session: Pop3Session, line: string): Pop3Answer | Pop3Login {
  const { exchange } = session
  const response = decodeBase64(line)
  // RFC 5034 §4: with a `*` the client calls the exchange off.
  if (exchange === null || response === null) {
    session.exchange = null
    return bad(line === '*' ? 'called off' : 'the response is no base64')
  }
  return answerStep(session, exchange.respond(response))
}
