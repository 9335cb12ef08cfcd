import { createHash } from 'node:crypto'
import { formatField } from './format-field.ts'
import type { ReportPart } from './report-part.ts'
import { widestEncoding } from './identity-encoding.ts'

/** Serves all reports whose parts do not hold it. */
const BOUNDARY = '=_facteur_report_'

/**
 * A multipart/report (RFC 6522). No part is encoded: what stands within a message/rfc822 must not be (RFC 2046
 * §5.2.1), and readers of reports look for the other parts as plain text.
 *
 * @param header the fields of the report, without those of its content
 * @param reportType such as `delivery-status`
 */
export function composeReport(header: string, reportType: string, parts: readonly ReportPart[]): Buffer {
  const boundary = boundaryFor(parts)
  const type = `multipart/report; report-type=${reportType}; boundary="${boundary}"`
  const chunks: Buffer[] = []
  // What lies between the parts of the original, which come as bytes.
  let text =
    `${header}MIME-Version: 1.0\r\n${formatField('Content-Type', type)}` +
    `Content-Transfer-Encoding: ${widestEncoding(parts.map(({ encoding }) => encoding))}\r\n`
  for (const { type: partType, description, encoding, content } of parts) {
    text +=
      `\r\n--${boundary}\r\nContent-Type: ${partType}\r\nContent-Description: ${description}\r\n` +
      `Content-Transfer-Encoding: ${encoding}\r\n\r\n`
    if (typeof content === 'string') {
      text += content
    } else {
      chunks.push(Buffer.from(text), content)
      text = ''
    }
  }
  chunks.push(Buffer.from(`${text}\r\n--${boundary}--\r\n`))
  return Buffer.concat(chunks)
}

/**
 * RFC 2046 §5.1.1: it must not stand in any part. Where the usual one does, as in the report on a report, it is a hash of
 * all parts: nobody can write a mail that holds it, and the same parts have the same one.
 */
function boundaryFor(parts: readonly ReportPart[]): string {
  if (!parts.some(({ content }) => content.includes(BOUNDARY))) return BOUNDARY
  const hash = createHash('sha256')
  for (const { content } of parts) hash.update(content)
  return `=_${hash.digest('hex').slice(0, 40)}`
}
