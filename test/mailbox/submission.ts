import type { EnvelopePath, SessionFacts, Submission } from '../../server/message/envelope.ts'

export interface MailOptions {
  readonly from?: string
  readonly to?: readonly string[]
  /** Header lines, without the line ends; From, To and Subject of an ordinary mail, if not given. */
  readonly headers?: readonly string[]
  readonly body?: string | Buffer
  readonly transcript?: string
  readonly user?: string
}

const SESSION: SessionFacts = {
  id: 's1',
  protocol: 'smtp',
  ehlo: 'app.test',
  address: '127.0.0.1',
  port: 50_000,
  tls: null,
  auth: null,
}

export function path(address: string): EnvelopePath {
  return { address, argument: `<${address}>`, parameters: {} }
}

/** The raw bytes of a mail. */
export function rawMail({ headers, to = ['bob@x.test'], body = 'Hello.\r\n' }: MailOptions = {}): Buffer {
  const lines = headers ?? ['From: Anna <anna@app.test>', `To: ${to.join(', ')}`, 'Subject: Welcome']
  const head = lines.map(line => `${line}\r\n`).join('')
  return Buffer.concat([Buffer.from(`${head}\r\n`), Buffer.from(body)])
}

/** A submission as the SMTP server hands it in. */
export function submission(options: MailOptions = {}): Submission {
  const { from = 'anna@app.test', to = ['bob@x.test'], transcript, user } = options
  const raw = rawMail(options)
  return {
    chunks: [raw],
    size: raw.length,
    envelope: { from: path(from), to: to.map(path) },
    session: user === undefined ? SESSION : { ...SESSION, auth: { method: 'PLAIN', user } },
    transcript: transcript === undefined ? null : Buffer.from(transcript),
  }
}
