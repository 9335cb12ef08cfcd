import { CredentialMask } from './credential-mask.ts'

/** One line of a conversation. */
export interface TranscriptLine {
  /** Milliseconds since the connection began. */
  readonly at: number
  readonly side: 'client' | 'server' | 'note'
  readonly text: string
}

/** Most bytes that the transcript of one conversation takes, about; longer ones lose their middle. */
const TRANSCRIPT_LIMIT = 16 * 1024

/** Most characters that are kept of one line. */
const LINE_LIMIT = 1000

/** Lines kept from the end of a conversation whose middle was left out: they say how it came out. */
const LAST_LINES = 12

const MARKS = { client: '>', server: '<', note: '*' } as const
const SIDES = { '>': 'client', '<': 'server', '*': 'note' } as const

/** Cuts what is too long, and keeps a stray CR or LF from looking like the end of the line. */
function bounded(text: string): string {
  const cut = text.length > LINE_LIMIT ? `${text.slice(0, LINE_LIMIT)}… (${text.length} characters)` : text
  return cut.includes('\n') ? cut.replaceAll('\n', '␊') : cut
}

/**
 * Records what both sides of one connection say, masked and bounded, to be stored with each message that came by
 * it. In the encoded form a line is the side's mark, the milliseconds since the connection began in base 36, a
 * space, the text and LF.
 */
export class TranscriptRecorder {
  readonly #limit: number
  readonly #began = performance.now()
  readonly #mask = new CredentialMask()
  /** What belongs to every message of the connection: greeting, EHLO, STARTTLS, AUTH. */
  #preamble = ''
  /** What was said since. */
  #lines = ''
  /** The last lines said after the limit was reached. */
  #last: string[] = []
  #leftOut = 0

  constructor(limit: number = TRANSCRIPT_LIMIT) {
    this.#limit = limit
  }

  /** Records a line of the client, without its line end. */
  client(line: string): void {
    this.#record('client', this.#mask.client(line))
  }

  /** Records a line of the server, without its line end. */
  server(line: string): void {
    this.#mask.server(line)
    this.#record('server', line)
  }

  /** Records what happened without being said, such as the bytes of a message or a TLS handshake. */
  note(text: string): void {
    this.#record('note', text)
  }

  /** Makes all that was said until now part of the preamble, which stays when a new transaction begins. */
  keep(): void {
    if (this.#preamble.length + this.#lines.length <= this.#limit / 2) this.#preamble += this.#lines
    this.forget()
  }

  /** Forgets what was said since the preamble. */
  forget(): void {
    this.#lines = ''
    this.#last = []
    this.#leftOut = 0
  }

  /**
   * The conversation so far: the preamble, and what was said since.
   *
   * @param answer what the server is about to say, to be its last line without being recorded
   */
  encode(answer?: string): Uint8Array {
    const note = this.#leftOut === 0 ? '' : this.#format('note', `${this.#leftOut} lines left out`)
    const last = answer === undefined ? '' : this.#format('server', answer)
    return Buffer.from(this.#preamble + this.#lines + note + this.#last.join('') + last)
  }

  #record(side: keyof typeof MARKS, text: string): void {
    const line = this.#format(side, bounded(text))
    if (this.#last.length === 0 && this.#preamble.length + this.#lines.length + line.length <= this.#limit) {
      this.#lines += line
      return
    }
    this.#last.push(line)
    if (this.#last.length > LAST_LINES) {
      this.#last.shift()
      this.#leftOut++
    }
  }

  #format(side: keyof typeof MARKS, text: string): string {
    return `${MARKS[side]}${Math.floor(performance.now() - this.#began).toString(36)} ${text}\n`
  }
}

/** Reads what `TranscriptRecorder.encode` wrote; anything else gives the lines that can be made out. */
export function decodeTranscript(bytes: Uint8Array): TranscriptLine[] {
  const lines: TranscriptLine[] = []
  for (const line of Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString().split('\n')) {
    const [, mark, at, text] = /^([<>*])([0-9a-z]+) (.*)$/s.exec(line) ?? []
    if (mark === undefined || at === undefined || text === undefined) continue
    lines.push({ at: Number.parseInt(at, 36), side: SIDES[mark as keyof typeof SIDES], text })
  }
  return lines
}
