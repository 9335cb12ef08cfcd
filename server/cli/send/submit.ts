import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection'
import { CommandError } from '../command-error.ts'
import { EXIT } from '../exit-status.ts'
import type { OutgoingMessage } from './outgoing-message.ts'
import type { SmtpServer } from './smtp-server.ts'

/** Milliseconds. */
const TIMES = { connectionTimeout: 10_000, greetingTimeout: 30_000, socketTimeout: 120_000 }

/** As nodemailer tells of a failure. */
interface SmtpError extends Error {
  readonly code?: string
  readonly responseCode?: number
  /** Which recipient was refused. */
  readonly recipient?: string
}

/**
 * Sends a message by SMTP; line ends become CRLF.
 *
 * @param hostname what we call ourselves
 * @throws CommandError when it was refused for all recipients or for some, or when no server answers
 */
export async function submit(message: OutgoingMessage, server: SmtpServer, hostname: string): Promise<void> {
  const { default: Connection } = await import('nodemailer/lib/smtp-connection')
  const { host, port } = server
  // A sandbox has a certificate that nobody vouches for; what is sent to it is no secret.
  const connection = new Connection({ host, port, name: hostname, secure: false, ignoreTLS: true, ...TIMES })
  let info: SMTPConnectionSendInfo
  try {
    await connect(connection)
    if (server.user !== null) await login(connection, server.user)
    info = await send(connection, message)
  } catch (error) {
    throw failure(error as SmtpError, server)
  } finally {
    connection.quit()
  }
  const refused = (info.rejectedErrors ?? []) as SmtpError[]
  if (refused.length > 0) throw partialFailure(refused, info.accepted)
}

function connect(connection: SMTPConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    // It stays, as an error may come after the answer.
    connection.on('error', reject)
    connection.connect(error => (error ? reject(error) : resolve()))
  })
}

function login(connection: SMTPConnection, { name, password }: { name: string; password: string }) {
  return new Promise<void>((resolve, reject) => {
    connection.login({ credentials: { user: name, pass: password } }, error =>
      error ? reject(error) : resolve(),
    )
  })
}

function send(
  connection: SMTPConnection,
  { raw, from, to }: OutgoingMessage,
): Promise<SMTPConnectionSendInfo> {
  const use8BitMime = raw.some(byte => byte > 0x7f)
  return new Promise((resolve, reject) => {
    connection.send({ from, to: [...to], size: raw.length, use8BitMime }, raw, (error, info) =>
      error ? reject(error) : resolve(info),
    )
  })
}

function failure(error: SmtpError, { host, port }: SmtpServer): CommandError {
  const { code, responseCode, message } = error
  const cause = { cause: error }
  if (responseCode !== undefined) return new CommandError(statusOf(error), `refused: ${message}`, cause)
  // RFC 5321 §4.1.2: such an address cannot stand in a command.
  if (code === 'EENVELOPE') return new CommandError(EXIT.data, message, cause)
  const hint = 'Is Facteur running there? --smtp or FACTEUR_SMTP says where it is.'
  return new CommandError(EXIT.unavailable, `no SMTP server at ${host}:${port} (${message}). ${hint}`, cause)
}

function partialFailure(refused: readonly SmtpError[], accepted: readonly string[]): CommandError {
  const reasons = refused.map(({ recipient, message }) => `\n  ${recipient}: ${message}`).join('')
  const isTemporary = refused.every(error => statusOf(error) === EXIT.temporary)
  return new CommandError(
    isTemporary ? EXIT.temporary : EXIT.unavailable,
    `sent to ${accepted.join(', ')}, but refused for:${reasons}`,
  )
}

function statusOf({ code, responseCode = 0 }: SmtpError): number {
  if (code === 'EAUTH') return EXIT.noPermission
  return responseCode < 500 ? EXIT.temporary : EXIT.unavailable
}
