import { encodeHeaderText } from './encode-header-text.ts'
import { formatAddress } from './format-address.ts'
import { formatField } from './format-field.ts'
import { originalHeader, originalSubject } from './original-header.ts'
import { formatReportHeader } from './report-header.ts'

/** All that an automatic reply is made of. */
export interface AutoReply {
  readonly original: Buffer
  /** On whose behalf it is sent. */
  readonly recipient: string
  /** The reverse-path of the original. */
  readonly to: string
  /** Null: that of the original, with `Auto: ` before it. */
  readonly subject: string | null
  readonly text: string
  /** Name of the host that sends it. */
  readonly host: string
  /** With angle brackets. */
  readonly messageId: string
  /** Milliseconds since the epoch. */
  readonly date: number
}

/** Characters of the original's subject that the reply takes over. */
const SUBJECT_LENGTH = 200

/** RFC 2045 §2.7 */
const PLAIN_LINES = /^(?:[\t -~]{0,998}\r\n)*$/

/** An automatic reply (RFC 3834 §3), such as a vacation notice. */
export function composeAutoReply({ original, recipient, subject, text, ...reply }: AutoReply): Buffer {
  const section = originalHeader(original)
  const answered = originalSubject(section, SUBJECT_LENGTH)
  const header = formatReportHeader({
    ...reply,
    from: formatAddress(recipient) ?? `<mailer-daemon@${reply.host}>`,
    // RFC 3834 §4: to the Return-Path alone.
    to: [reply.to],
    // RFC 3834 §3.1.5
    subject: encodeHeaderText((subject ?? `Auto: ${answered}`).trim()),
    autoSubmitted: 'auto-replied',
    answers: section,
  })
  const lines = `${text.replace(/\r\n?|\n/g, '\r\n').trimEnd()}\r\n`
  const encoding = PLAIN_LINES.test(lines) ? '7bit' : 'base64'
  return Buffer.from(
    `${header}MIME-Version: 1.0\r\n${formatField('Content-Type', 'text/plain; charset=utf-8')}` +
      `Content-Transfer-Encoding: ${encoding}\r\n\r\n${encoding === '7bit' ? lines : base64Lines(lines)}`,
  )
}

/** RFC 2045 §6.8: lines of 76 characters. */
function base64Lines(text: string): string {
  return `${Buffer.from(text)
    .toString('base64')
    .replace(/.{76}(?=.)/g, '$&\r\n')}\r\n`
}
