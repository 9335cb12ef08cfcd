import type { FastifyReply, FastifyRequest } from 'fastify'

/** Bytes of a message never change, and its id is never given to another. */
const IMMUTABLE = 'private, max-age=31536000, immutable'
const REVALIDATE = 'private, no-cache'

/**
 * Sets the header fields that let a client keep an answer, and tells whether it has it already (RFC 9110 §13.1.2);
 * then the answer is 304 without a body.
 *
 * @param etag names the answer: the same for the same bytes, without quotes
 * @param fixed whether this address always gives these bytes, as it does not when it says `latest`
 */
export function isKeptByClient(
  request: FastifyRequest,
  reply: FastifyReply,
  etag: string,
  fixed: boolean,
): boolean {
  const quoted = `"${etag}"`
  reply.header('etag', quoted).header('cache-control', fixed ? IMMUTABLE : REVALIDATE)
  const held = request.headers['if-none-match']
  if (held === undefined) return false
  return held.trim() === '*' || held.split(',').some(tag => tag.trim().replace(/^W\//, '') === quoted)
}
