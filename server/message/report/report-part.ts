import type { IdentityEncoding } from './identity-encoding.ts'

/** One part of a report, its content unencoded. */
export interface ReportPart {
  /** Media type and parameters. */
  readonly type: string
  readonly description: string
  /** What lines the content is made of. */
  readonly encoding: IdentityEncoding
  /** Text where we write it ourselves, bytes where it is of the original. */
  readonly content: string | Buffer
}

/** A part that we write ourselves. */
export interface OwnPart {
  readonly type: string
  /** RFC 6533: of what goes beyond US-ASCII, if that is another one. */
  readonly globalType?: string
  readonly description: string
  /** In lines that end with CRLF, each folded. */
  readonly text: string
}

export function ownPart({ type, globalType = type, description, text }: OwnPart): ReportPart {
  const isAscii = Buffer.byteLength(text) === text.length
  return {
    type: isAscii ? type : globalType,
    description,
    encoding: isAscii ? '7bit' : '8bit',
    content: text,
  }
}

/** The part for people. */
export function textPart(lines: readonly string[]): ReportPart {
  return ownPart({
    type: 'text/plain; charset=us-ascii',
    globalType: 'text/plain; charset=utf-8',
    description: 'Notification',
    text: `${lines.join('\r\n')}\r\n`,
  })
}
