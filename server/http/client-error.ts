import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Problem } from './contract/problem.ts'
import { problem } from './problem.ts'

/** Milliseconds that a connection which is being ended may take to read its answer. */
const LINGER = 250

/** With what Node, too, asks in this case: the response that the connection is sending. */
interface HttpSocket extends Socket {
  readonly _httpMessage?: ServerResponse | null
}

/**
 * Answers what never became a request: bytes that are no HTTP, a header that is too large, or one that was not
 * sent in time. The connection ends after it. Behind a request whose answer is under way, it ends with no word.
 */
export function answerClientError(error: Error & { code?: string }, socket: HttpSocket): void {
  if (!socket.writable || error.code === 'ECONNRESET' || socket._httpMessage?.headersSent === true) {
    socket.destroy()
    return
  }
  endWithProblem(socket, problemOf(error.code))
}

/**
 * Writes a problem document to a connection that has no response to send it by, and ends the connection.
 *
 * @param fields further lines of the header, each with its line end
 */
export function endWithProblem(socket: Duplex, found: Problem, fields = ''): void {
  const body = Buffer.from(JSON.stringify(found))
  const head =
    `HTTP/1.1 ${found.status} ${found.title}\r\nContent-Type: application/problem+json\r\n` +
    `Content-Length: ${body.length}\r\nConnection: close\r\n${fields}\r\n`
  socket.once('finish', () => socket.destroy())
  setTimeout(() => socket.destroy(), LINGER).unref()
  socket.end(Buffer.concat([Buffer.from(head), body]))
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
