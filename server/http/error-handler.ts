import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import type { IncomingMessage } from 'node:http'
import { finished } from 'node:stream/promises'
import { DeliveryError } from '../delivery/queue/delivery-error.ts'
import { SubmissionRefusedError } from '../delivery/routing/refusal.ts'
import { DomainError } from '../mailbox/domain-error.ts'
import { QuerySyntaxError } from '../mailbox/query.ts'
import { formatReply } from '../message/smtp-reply.ts'
import type { Problem, ProblemCode } from './contract/problem.ts'
import { ProblemError, problem } from './problem.ts'
import { describeValidationError } from './validation.ts'

/** Milliseconds for which the rest of a body that is too large is read. */
const READ_ON = 1000

/** Errors that Fastify itself raises, by its codes. */
const FASTIFY_ERRORS: Partial<Record<string, [ProblemCode, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [
    'payload-too-large',
    'The body is larger than this server takes; --max-message-size sets how large a message may be.',
  ],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    'unsupported-media-type',
    'Send JSON as application/json; a message may be message/rfc822, a world application/yaml.',
  ],
  FST_ERR_CTP_INVALID_JSON_BODY: ['invalid-json', 'The body does not parse as JSON.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['bad-request', 'The body is not as long as Content-Length says.'],
  FST_ERR_BAD_URL: ['bad-request', 'The address has a faulty percent-encoding.'],
}

/**
 * Gives every failure of every route the form of a problem document (RFC 9457).
 *
 * @param onError told of those that are a fault of ours, with the request that met it; if not given, standard error is
 */
export function addErrorHandler(
  app: FastifyInstance,
  onError: (error: unknown, request: string) => void = warn,
): void {
  app.setErrorHandler<FastifyError>(async (error, request, reply) => {
    const found = problemOf(error)
    if (found.code === 'payload-too-large') await readOn(request.raw)
    if (found.code === 'internal-error') onError(error, `${request.method} ${request.url} (${request.id})`)
    return sendProblem(reply, found)
  })
}

/**
 * Reads what a client still sends. RFC 9112 §9.6: to close a connection with bytes unread resets it, and many clients then
 * never see the answer, as they read it once they have sent all.
 */
async function readOn(request: IncomingMessage): Promise<void> {
  const signal = AbortSignal.timeout(READ_ON)
  await finished(request.resume(), { writable: false, signal }).catch(() => {})
}

/** Sends a problem document, whatever was going to be sent. */
export function sendProblem(reply: FastifyReply, found: Problem): FastifyReply {
  return reply
    .removeHeader('etag')
    .removeHeader('content-disposition')
    .header('cache-control', 'no-store')
    .code(found.status)
    .type('application/problem+json')
    .send(JSON.stringify(found))
}

/** RFC 9457: the problem document for whatever a route threw. */
export function problemOf(error: FastifyError | Error): Problem {
  if (error instanceof ProblemError) return error.problem
  if (error instanceof DomainError || error instanceof DeliveryError) {
    return problem(error.code, error.message)
  }
  if (error instanceof SubmissionRefusedError) return refusalProblem(error)
  if (error instanceof QuerySyntaxError) {
    return problem('invalid-query', error.message, { position: error.position })
  }
  if ('validation' in error && error.validation !== undefined) return validationProblem(error)
  const known = 'code' in error ? FASTIFY_ERRORS[error.code] : undefined
  if (known !== undefined) return problem(...known)
  const status = 'statusCode' in error ? error.statusCode : undefined
  if (status !== undefined && status >= 400 && status < 500) {
    return { ...problem('bad-request', error.message), status }
  }
  return problem('internal-error', 'This is a fault of Facteur, not of the request; its log tells more.')
}

function refusalProblem({ refusal: { reply, reason } }: SubmissionRefusedError): Problem {
  const code = reason === 'quota' ? 'over-quota' : 'refused'
  return problem(code, `No recipient takes the message: ${formatReply(reply)}.`, { reply })
}

const PLACES: Partial<Record<string, string>> = {
  body: 'the body',
  querystring: 'the query string',
  params: 'the address',
}

function validationProblem({ validation = [], validationContext }: FastifyError): Problem {
  // Of alternatives none fits; what was deepest within one of them says most.
  const errors = validation
    .filter(({ keyword }) => keyword !== 'anyOf')
    .map(describeValidationError)
    .sort((a, b) => depth(b.path) - depth(a.path))
  const { path, message } = errors[0] ?? { path: '', message: 'does not fit' }
  const place = PLACES[validationContext ?? ''] ?? 'the request'
  return problem('invalid-request', `In ${place}, ${path || 'the value'} ${message}.`, { errors })
}

function depth(path: string): number {
  return path.split('/').length
}

function warn(error: unknown, request: string): void {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.emitWarning(`${request} failed`, { type: 'FacteurWarning', detail })
}
