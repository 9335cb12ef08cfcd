/** The answer to a command. */
export interface Pop3Reply {
  readonly isOk: boolean
  /** What stands in brackets (RFC 2449 §8), such as `IN-USE`; null for nothing. */
  readonly code: string | null
  readonly text: string
  /** The whole first line. */
  readonly line: string
  /** The rest of a multi-line response, dots taken away again; null where there is none. */
  readonly body: Uint8Array | null
}

/** Most octets of a response that are held. */
const LARGEST = 64 * 1024 * 1024
const CR = 0x0d
const LF = 0x0a
const DOT = 0x2e

/** A server says what makes no sense, or more than can be held. */
export class Pop3ReplyError extends Error {}

/** Turns what a POP3 server sends into replies (RFC 1939 §3). Looks at each octet once, however they are cut. */
export class Pop3Replies {
  #bytes = new Uint8Array(4096)
  /** Octets that came, how far they were looked at, and where the line begins that has not ended yet. */
  #end = 0
  #seen = 0
  #line = 0
  /** The first line of a multi-line response that is under way, and where its body begins. */
  #status: Pop3Reply | null = null
  #body = 0

  push(chunk: Uint8Array): void {
    this.#reserve(chunk.length)
    this.#bytes.set(chunk, this.#end)
    this.#end += chunk.length
  }

  /**
   * The next reply; null when it is not complete.
   *
   * @param isMultiLine whether more lines follow the first one, if that is +OK
   * @throws Pop3ReplyError
   */
  next(isMultiLine: boolean): Pop3Reply | null {
    for (let end = this.#lineEnd(); end !== null; end = this.#lineEnd()) {
      const line = this.#bytes.subarray(this.#line, end)
      this.#line = this.#seen
      if (this.#status === null) {
        const reply = parseStatus(new TextDecoder().decode(line))
        if (!reply.isOk || !isMultiLine) return this.#finish(reply)
        this.#status = reply
        this.#body = this.#seen
      } else if (line.length === 1 && line[0] === DOT) {
        const body = unstuffed(this.#bytes.subarray(this.#body, end - 1))
        return this.#finish({ ...this.#status, body })
      }
    }
    return null
  }

  #finish(reply: Pop3Reply): Pop3Reply {
    this.#bytes = this.#bytes.slice(this.#seen, Math.max(this.#end, this.#seen + 4096))
    this.#end -= this.#seen
    this.#seen = 0
    this.#line = 0
    this.#status = null
    return reply
  }

  /** Where the next line ends, its CR LF left out; null when it has not ended yet. */
  #lineEnd(): number | null {
    for (;;) {
      const at = this.#bytes.subarray(0, this.#end).indexOf(LF, this.#seen)
      if (at < 0) {
        this.#seen = this.#end
        return null
      }
      this.#seen = at + 1
      // A lone LF is part of a message as it stands.
      if (at > this.#line && this.#bytes[at - 1] === CR) return at - 1
    }
  }

  #reserve(octets: number): void {
    const needed = this.#end + octets
    if (needed > LARGEST) throw new Pop3ReplyError(`a response has more than ${LARGEST} octets`)
    if (needed <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(needed, 2 * this.#bytes.length))
    larger.set(this.#bytes.subarray(0, this.#end))
    this.#bytes = larger
  }
}

/** RFC 1939 §3, RFC 2449 §8. @throws Pop3ReplyError */
function parseStatus(line: string): Pop3Reply {
  const match = /^(\+OK|-ERR)(?: \[([^\]]+)\])?(?: (.*))?$/.exec(line)
  if (match === null) throw new Pop3ReplyError(`expected "+OK" or "-ERR", but found "${line.slice(0, 40)}"`)
  const [, status, code, text] = match
  return { isOk: status === '+OK', code: code ?? null, text: text ?? '', line, body: null }
}

/** RFC 1939 §3: a line that begins with a dot was given another one before it. */
function unstuffed(body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(body.length)
  let to = 0
  for (let at = 0; at < body.length; at++) {
    const isLineStart = at === 0 || (body[at - 1] === LF && body[at - 2] === CR)
    if (isLineStart && body[at] === DOT) continue
    bytes[to++] = body[at]!
  }
  return bytes.subarray(0, to)
}
