import { isAscii } from 'node:buffer'

/** One part of a report, its content unencoded. */
export interface ReportPart {
  /** Media type and parameters. */
  readonly type: string
  readonly description: string
  readonly content: Buffer
}

/** The part for people. */
export function textPart(lines: readonly string[]): ReportPart {
  const content = Buffer.from(`${lines.join('\r\n')}\r\n`)
  const charset = isAscii(content) ? 'us-ascii' : 'utf-8'
  return { type: `text/plain; charset=${charset}`, description: 'Notification', content }
}
