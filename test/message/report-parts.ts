import { parseStructure } from '../../server/message/structure.ts'

/** Media types of a report's parts, and their content as it stands there, one character for each byte. */
export function reportParts(raw: Buffer): { type: string; content: string }[] {
  return parseStructure(raw).children.map(part => ({
    type: `${part.type}/${part.subtype}`,
    content: raw.toString('latin1', part.bodyStart, part.end),
  }))
}

/** The header of a report, one character for each byte. */
export function reportHeader(raw: Buffer): string {
  return raw.toString('latin1', 0, raw.indexOf('\r\n\r\n'))
}
