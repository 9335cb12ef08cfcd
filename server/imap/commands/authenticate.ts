import { decodeBase64, decodeInitialResponse, startSasl } from '../../net/sasl.ts'
import type { SaslMechanism, SaslStep } from '../../net/sasl.ts'
import { bad, no, type Answer } from '../answer.ts'
import { BEFORE_LOGIN, type ClientLines, type ImapCommand } from '../command.ts'
import { logIn, WRONG_CREDENTIALS } from '../login.ts'
import type { ResponseWriter } from '../response-writer.ts'
import type { ImapSession } from '../session.ts'

interface AuthenticateArguments {
  readonly mechanism: string
  /** The initial response (RFC 4959), decoded; null when there is none. */
  readonly initial: Buffer | null
}

const MECHANISMS: readonly SaslMechanism[] = ['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2', 'OAUTHBEARER']

/** RFC 9051 §6.2.2. */
export const authenticate = {
  name: 'AUTHENTICATE',
  states: BEFORE_LOGIN,
  parse(reader, session) {
    const mechanism = reader.keyword('a SASL mechanism')
    if (!reader.trySpace() || reader.atEnd) return { mechanism, initial: null }
    if (!session.offers('SASL-IR')) throw reader.error('no initial response')
    const initial = decodeInitialResponse(reader.atom('an initial response in base64'))
    if (initial === null) throw reader.error('an initial response in base64')
    return { mechanism, initial }
  },
  run(session, { mechanism, initial }, out, lines) {
    const known = MECHANISMS.find(name => name === mechanism)
    if (known === undefined || !session.offers(`AUTH=${known}`)) {
      return no(`${mechanism} is none of the mechanisms here`, 'CANNOT')
    }
    return exchange(known, initial, session, out, lines)
  },
} satisfies ImapCommand<AuthenticateArguments>

async function exchange(
  mechanism: SaslMechanism,
  initial: Buffer | null,
  session: ImapSession,
  out: ResponseWriter,
  lines: ClientLines,
): Promise<Answer> {
  const { users, hostname } = session.context
  const { exchange, first } = startSasl(mechanism, { users, hostname, initial })
  let step = first
  while (step.kind === 'challenge') {
    out.continuation(step.data.toString('base64'))
    const line = await lines.next()
    const text = line === null ? '*' : new TextDecoder('latin1').decode(line)
    // RFC 9051 §6.2.2: a single '*' calls the exchange off.
    if (text === '*') return bad('AUTHENTICATE: you called it off')
    const response = decodeBase64(text)
    if (response === null) return bad('AUTHENTICATE: expected a response in base64')
    step = exchange.respond(response)
  }
  return conclude(step, session)
}

function conclude(
  step: Exclude<SaslStep, { kind: 'challenge' }>,
  session: ImapSession,
): Answer | Promise<Answer> {
  switch (step.kind) {
    case 'success':
      return logIn(session, step.user, 'AUTHENTICATE')
    case 'failure':
      return no(...WRONG_CREDENTIALS)
    case 'malformed':
      return bad(`AUTHENTICATE: ${step.message}`)
  }
}
