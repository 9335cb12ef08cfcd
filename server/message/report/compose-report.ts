import { isAscii } from 'node:buffer'
import { createHash } from 'node:crypto'
import { formatField } from './format-field.ts'
import type { ReportPart } from './report-part.ts'

const CR = 0x0d
const LF = 0x0a

/** RFC 5322 §2.1.1 */
const LONGEST_LINE = 998

const ENCODINGS = ['7bit', '8bit', 'binary'] as const

/**
 * A multipart/report (RFC 6522). No part is encoded: what stands within a message/rfc822 must not be (RFC 2046
 * §5.2.1), and readers of reports look for the other parts as plain text.
 *
 * @param header the fields of the report, without those of its content
 * @param reportType such as `delivery-status`
 */
export function composeReport(header: string, reportType: string, parts: readonly ReportPart[]): Buffer {
  const boundary = boundaryOf(parts)
  const encodings = parts.map(({ content }) => transferEncoding(content))
  const widest = ENCODINGS.findLast(encoding => encodings.includes(encoding))!
  const type = `multipart/report; report-type=${reportType}; boundary="${boundary}"`
  const chunks: Uint8Array[] = [
    Buffer.from(
      `${header}MIME-Version: 1.0\r\n${formatField('Content-Type', type)}` +
        `Content-Transfer-Encoding: ${widest}\r\n`,
    ),
  ]
  for (const [index, { type, description, content }] of parts.entries()) {
    const head =
      `\r\n--${boundary}\r\n${formatField('Content-Type', type)}Content-Description: ${description}\r\n` +
      `Content-Transfer-Encoding: ${encodings[index]}\r\n\r\n`
    chunks.push(Buffer.from(head), content)
  }
  chunks.push(Buffer.from(`\r\n--${boundary}--\r\n`))
  return Buffer.concat(chunks)
}

/**
 * RFC 2046 §5.1.1: it must not stand in any part. It is a hash of them all, so nobody can write a mail that holds
 * it, and the same parts have the same one.
 */
function boundaryOf(parts: readonly ReportPart[]): string {
  const hash = createHash('sha256')
  for (const { content } of parts) hash.update(content)
  return `=_${hash.digest('hex').slice(0, 40)}`
}

/** RFC 2045 §2.7 to §2.9: what lines the content is made of. */
function transferEncoding(content: Buffer): (typeof ENCODINGS)[number] {
  let lineStart = 0
  // In one pass: reports come by the thousand.
  for (let at = 0; at < content.length; at++) {
    const byte = content[at] as number
    if (byte > CR) continue
    if (byte === 0) return 'binary'
    if (byte === CR && content[at + 1] !== LF) return 'binary'
    if (byte !== LF) continue
    if (content[at - 1] !== CR || at - 1 - lineStart > LONGEST_LINE) return 'binary'
    lineStart = at + 1
  }
  if (content.length - lineStart > LONGEST_LINE) return 'binary'
  return isAscii(content) ? '7bit' : '8bit'
}
