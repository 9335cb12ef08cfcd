import type { FastifyReply, FastifyRequest } from 'fastify'
import type { TLSSocket } from 'node:tls'
import { type Composition, CompositionError, compose } from '../../message/compose.ts'
import type { EnvelopePath, MessageOrigin, SessionFacts, Submission } from '../../message/envelope.ts'
import type { Injected } from '../contract/message.ts'
import { requestUser } from '../guard/request-user.ts'
import { ProblemError } from '../problem.ts'
import type { HttpLimits } from '../limits.ts'
import type { RouteContext } from '../route-context.ts'
import { submitUnlessFaulted } from './send-faults.ts'

/** A message that came by HTTP, and the envelope it travels in. */
export interface EnvelopedMessage {
  readonly raw: Buffer
  readonly from: string
  readonly to: readonly string[]
  /** The message that it answers, or passes on. */
  readonly origin?: MessageOrigin
}

/**
 * Hands a message in and answers 201 with its id and address, unless a fault answers otherwise.
 *
 * @throws ProblemError `invalid-address` for an empty recipient, and for control characters; `payload-too-large`, `invalid-request` when it is
 *   beyond the limits that SMTP has too
 */
export async function capture(
  context: RouteContext,
  request: FastifyRequest,
  reply: FastifyReply,
  message: EnvelopedMessage,
): Promise<Injected | FastifyReply> {
  checkLimits(message, context.limits)
  const { raw, from } = message
  const to = message.to.map(pathOf)
  checkAddresses([from, ...message.to], to)
  const submission: Submission = {
    chunks: [raw],
    size: raw.length,
    envelope: { from: pathOf(from), to },
    session: sessionFacts(request, context),
    transcript: null,
    origin: message.origin ?? null,
  }
  const submit = (changed: Submission): string => context.delivery.submit(changed).id
  const id = await submitUnlessFaulted(context, { request, reply }, submission, submit)
  if (id === null) return reply
  reply.code(201).header('location', `/api/v1/messages/${id}`)
  return { id }
}

function checkLimits({ raw, to }: EnvelopedMessage, { messageSize, recipients }: HttpLimits): void {
  if (raw.length > messageSize) {
    throw new ProblemError(
      'payload-too-large',
      `The message has ${raw.length} bytes, ${messageSize} are the most; --max-message-size lets larger ones in.`,
    )
  }
  if (to.length > recipients) {
    throw new ProblemError(
      'invalid-request',
      `The message has ${to.length} recipients, ${recipients} are the most; --max-recipients lets more in.`,
    )
  }
}

// RFC 5321 §4.1.2: no path has control characters.
function checkAddresses(written: readonly string[], to: readonly EnvelopePath[]): void {
  if (to.some(({ address }) => address.trim() === '')) {
    throw new ProblemError('invalid-address', 'A recipient is empty; write an address, or leave `to` out.')
  }
  const wrong = written.find(hasControls)
  if (wrong === undefined) return
  throw new ProblemError(
    'invalid-address',
    `${JSON.stringify(wrong)} has control characters, such as line breaks, which no address may have; write name@domain.`,
  )
}

/** Whether a text has characters that no address of an envelope may have. */
export function hasControls(address: string): boolean {
  return /\p{Cc}/u.test(address)
}

/**
 * Composes a message.
 *
 * @throws ProblemError `invalid-request` that names the field which does not fit
 */
export async function composedMessage(composition: Composition, date: Date): Promise<EnvelopedMessage> {
  try {
    return await compose(composition, date)
  } catch (error) {
    if (!(error instanceof CompositionError)) throw error
    const path = `/${error.field.replace(/\[(\d+)\]/g, '/$1').replaceAll('.', '/')}`
    throw new ProblemError('invalid-request', `The message cannot be composed: ${error.message}.`, {
      errors: [{ path, message: error.message }],
    })
  }
}

type AddressLists = 'to' | 'cc' | 'bcc'

/** In requests, one address may stand for a list of one. */
export function withLists<T extends { [K in AddressLists]?: string | string[] }>({
  to,
  cc,
  bcc,
  ...rest
}: T) {
  return { ...rest, to: listOf(to), cc: listOf(cc), bcc: listOf(bcc) }
}

function listOf(value: string | string[] | undefined): string[] | undefined {
  return typeof value === 'string' ? [value] : value
}

/** `<` and `>` around an address belong to the argument, not to the address. */
function pathOf(text: string): EnvelopePath {
  const address = text.replace(/^<([^]*)>$/, '$1')
  return { address, argument: `<${address}>`, parameters: {} }
}

function sessionFacts(request: FastifyRequest, { users }: RouteContext): SessionFacts {
  const socket = request.raw.socket as Partial<TLSSocket>
  const secure = socket.encrypted === true
  const user = requestUser(request, users)
  return {
    id: request.id,
    protocol: 'api',
    ehlo: null,
    address: socket.remoteAddress ?? null,
    port: socket.remotePort ?? null,
    tls: secure
      ? {
          protocol: socket.getProtocol?.() ?? 'unknown',
          cipher: socket.getCipher?.().name ?? 'unknown',
          servername: typeof socket.servername === 'string' ? socket.servername : null,
        }
      : null,
    auth: user === null ? null : { method: 'BASIC', user },
  }
}
