import { createHmac, randomBytes } from 'node:crypto'
import { parseBearerResponse } from './sasl-bearer.ts'
import { isUserName } from './user-name.ts'
import type { Users } from './users.ts'
import { wireText } from './wire-text.ts'

export type SaslMechanism = 'PLAIN' | 'LOGIN' | 'CRAM-MD5' | 'XOAUTH2' | 'OAUTHBEARER'

/** How an exchange came out. */
type SaslOutcome =
  | { readonly kind: 'success'; readonly user: string }
  /** Wrong credentials. */
  | { readonly kind: 'failure' }
  /** A response that is none of this mechanism's; the message is for people. */
  | { readonly kind: 'malformed'; readonly message: string }

/** What the server does next: ask on, with bytes that the protocol sends as base64, or end. */
export type SaslStep = { readonly kind: 'challenge'; readonly data: Buffer } | SaslOutcome

export interface SaslExchange {
  /** Takes the client's answer to a challenge, decoded. Not to be called after the end. */
  respond(response: Buffer): SaslStep
}

export interface SaslOptions {
  readonly users: Users
  /** The name of this server, for challenges that hold one. */
  readonly hostname: string
  /** The client's initial response, decoded; null when there was none. */
  readonly initial: Buffer | null
}

/** One mechanism, from its first challenge to its end: yields challenges, is given the responses. */
type Mechanism = (options: SaslOptions) => Generator<Buffer, SaslOutcome, Buffer>

const NO_CHALLENGE = Buffer.alloc(0)

const FAILURE: SaslOutcome = { kind: 'failure' }

function malformed(message: string): SaslOutcome {
  return { kind: 'malformed', message }
}

function outcome(user: string, right: boolean): SaslOutcome {
  if (!isUserName(user))
    return malformed('a user name has 1 to 1,000 characters, none of them control characters')
  return right ? { kind: 'success', user } : FAILURE
}

/** RFC 4616. */
function* plain({ users, initial }: SaslOptions): ReturnType<Mechanism> {
  const fields = wireText(initial ?? (yield NO_CHALLENGE)).split('\0')
  const [identity = '', name = '', password = ''] = fields
  if (fields.length !== 3) return malformed('PLAIN takes identity, user name and password, parted by NUL')
  const right = users.verify(name, password)
  // RFC 4616 §2: whoever names another identity asks to act as that user, which no named user may.
  const user = identity === '' ? name : identity
  return outcome(user, right && (user === name || !users.any))
}

/** Never made a standard; described in draft-murchison-sasl-login. */
function* login({ users, initial }: SaslOptions): ReturnType<Mechanism> {
  const name = wireText(initial ?? (yield Buffer.from('Username:')))
  const password = wireText(yield Buffer.from('Password:'))
  return outcome(name, users.verify(name, password))
}

/** RFC 2195. */
function* cramMd5({ users, hostname, initial }: SaslOptions): ReturnType<Mechanism> {
  // RFC 5034 §4: the server speaks first here, so there is nothing that an initial response could answer.
  if (initial !== null) return malformed('CRAM-MD5 has no initial response')
  const challenge = Buffer.from(`<${randomBytes(12).toString('hex')}.${Date.now()}@${hostname}>`)
  const response = wireText(yield challenge)
  const [, name, digest] = /^(.*) ([0-9a-f]{32})$/is.exec(response) ?? []
  if (name === undefined || digest === undefined) {
    return malformed('CRAM-MD5 takes the user name, a space and 32 hexadecimal digits')
  }
  const right = users.verifyDigest(name, digest, password =>
    createHmac('md5', password).update(challenge).digest('hex'),
  )
  return outcome(name, right)
}

/** What a client is told that came with a wrong token, before it is refused. */
const TOKEN_REFUSALS = {
  // As Google describes it for XOAUTH2.
  XOAUTH2: Buffer.from('{"status":"401","schemes":"bearer","scope":"mail"}'),
  // RFC 7628 §3.2.2.
  OAUTHBEARER: Buffer.from('{"status":"invalid_token","scope":"mail"}'),
}

/** The password of a user is the token, too. */
function bearer(mechanism: keyof typeof TOKEN_REFUSALS): Mechanism {
  return function* ({ users, initial }) {
    const response = parseBearerResponse(wireText(initial ?? (yield NO_CHALLENGE)), mechanism)
    if (response === null) return malformed(`${mechanism} takes a user name and "auth=Bearer" with a token`)
    const { user, token } = response
    const result = outcome(user, users.verify(user, token))
    // RFC 7628 §3.2.3: the client is told why, answers that with a single ^A, and only then is refused.
    if (result.kind === 'failure') yield TOKEN_REFUSALS[mechanism]
    return result
  }
}

const MECHANISMS: Readonly<Record<SaslMechanism, Mechanism>> = {
  PLAIN: plain,
  LOGIN: login,
  'CRAM-MD5': cramMd5,
  XOAUTH2: bearer('XOAUTH2'),
  OAUTHBEARER: bearer('OAUTHBEARER'),
}

function stepOf({ done, value }: IteratorResult<Buffer, SaslOutcome>): SaslStep {
  return done === true ? value : { kind: 'challenge', data: value }
}

/**
 * Begins an exchange (RFC 4422) on the server's side. Any credentials are right until users are named.
 *
 * @returns the first step, and the exchange for the responses to come; that a client calls the exchange off is for
 *   the protocol to notice
 */
export function startSasl(
  mechanism: SaslMechanism,
  options: SaslOptions,
): { exchange: SaslExchange; first: SaslStep } {
  const dialogue = MECHANISMS[mechanism](options)
  const first = stepOf(dialogue.next())
  return { first, exchange: { respond: response => stepOf(dialogue.next(response)) } }
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** The bytes of a base64 text (RFC 4648 §4); null when it is none. */
export function decodeBase64(text: string): Buffer | null {
  return BASE64.test(text) ? Buffer.from(text, 'base64') : null
}

/** The bytes of an initial response (RFC 4954 §4, RFC 5034 §4: `=` is an empty one); null when it is no base64. */
export function decodeInitialResponse(text: string): Buffer | null {
  return text === '=' ? Buffer.alloc(0) : decodeBase64(text)
}
