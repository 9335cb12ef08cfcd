import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { promisify } from 'node:util'
import { ProblemError } from './problem.ts'

/** Bytes from which compressing pays. */
const THRESHOLD = 2048

const COMPRESSIBLE =
  /^(?:text\/(?!event-stream)|application\/(?:[\w.-]+\+)?json|application\/javascript|image\/svg\+xml)/

type Encoding = 'br' | 'gzip'

/**
 * Compresses JSON and text for clients that ask for it (RFC 9110 §12.5.3), off the main thread. Answers that are
 * streams or bytes of another type go out as they are. Bodies of requests are not taken compressed: the bytes of a
 * message would be kept as if it had been sent so.
 */
export function addCompression(app: FastifyInstance): void {
  app.addHook('preParsing', (request, _reply, _payload, done) => {
    const encoding = request.headers['content-encoding'] ?? 'identity'
    // RFC 9110 §15.5.16
    done(encoding.toLowerCase() === 'identity' ? null : refusal(encoding))
  })
  app.addHook('onSend', async (request, reply, payload: unknown) => {
    // RFC 9110 §15.4.5: what was not modified varies as it did.
    if (reply.statusCode === 304) reply.header('vary', vary(reply))
    if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload
    if (!isCompressible(reply)) return payload
    reply.header('vary', vary(reply))
    const encoding = preferredEncoding(request)
    if (encoding === null || payload.length < THRESHOLD || request.method === 'HEAD') return payload
    const compressed = await compress(encoding, payload)
    weakenEntityTag(reply)
    reply.header('content-encoding', encoding).header('content-length', compressed.length)
    return compressed
  })
}

function refusal(encoding: string): ProblemError {
  return new ProblemError(
    'unsupported-media-type',
    `The body has the encoding "${encoding}"; send it as it is, without Content-Encoding.`,
  )
}

function isCompressible(reply: FastifyReply): boolean {
  return COMPRESSIBLE.test(String(reply.getHeader('content-type'))) && !reply.hasHeader('content-encoding')
}

function vary(reply: FastifyReply): string {
  const given = reply.getHeader('vary')
  return given === undefined ? 'accept-encoding' : `${String(given)}, accept-encoding`
}

function preferredEncoding({ headers }: FastifyRequest): Encoding | null {
  const accepted = new Set<string>()
  for (const item of headers['accept-encoding']?.toLowerCase().split(',') ?? []) {
    const [name = '', weight = ''] = item.split(';', 2).map(part => part.trim())
    if (!/^q=0(?:\.0*)?$/.test(weight)) accepted.add(name)
  }
  return (['br', 'gzip'] as const).find(encoding => accepted.has(encoding)) ?? null
}

async function compress(encoding: Encoding, payload: string | Buffer): Promise<Buffer> {
  const zlib = await import('node:zlib')
  if (encoding === 'gzip') return promisify(zlib.gzip)(payload, { level: 4 })
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = zlib.constants
  return promisify(zlib.brotliCompress)(payload, {
    params: { [BROTLI_PARAM_QUALITY]: 4, [BROTLI_PARAM_SIZE_HINT]: payload.length },
  })
}

/** RFC 9110 §8.8.3.3: other bytes of the same meaning share a weak entity tag only. */
function weakenEntityTag(reply: FastifyReply): void {
  const etag = reply.getHeader('etag')
  if (typeof etag === 'string' && !etag.startsWith('W/')) reply.header('etag', `W/${etag}`)
}
