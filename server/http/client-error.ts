import type { Socket } from 'node:net'
import type { Problem } from './contract/problem.ts'
import { problem } from './problem.ts'

/** Milliseconds that a connection which is being ended may take to read its answer. */
const LINGER = 250

/**
 * Answers what never became a request: bytes that are no HTTP, a header that is too large, or one that was not
 * sent in time. The connection ends after it.
 */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const { status, title, ...rest } = problemOf(error.code)
  const body = JSON.stringify({ ...rest, status, title })
  socket.write(
    `HTTP/1.1 ${status} ${title}\r\nContent-Type: application/problem+json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  )
  setTimeout(() => socket.destroy(), LINGER).unref()
  socket.destroySoon()
}

function problemOf(code: string | undefined): Problem {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return problem('headers-too-large', 'The header of a request, its address included, may have 16 KiB.')
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return problem('request-timeout', 'The request did not come to its end in time.')
    default:
      return problem('bad-request', 'This is not HTTP.')
  }
}
