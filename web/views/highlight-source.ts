import type { CodeKind, CodeLine } from '../ui/code-line.ts'

/** A link, an encoded word (RFC 2047 §2), a quoted-printable escape (RFC 2045 §6.7). */
const MARKS =
  /(?<link>https?:\/\/[^\s<>"']+)|(?<value>=\?[^?\s]+\?[bq]\?[^?\s]*\?=)|(?<faint>=(?:[0-9A-F]{2}|$))/gi

/**
 * Colours the source of a message line by line: names of header fields, boundaries, links, encoded words, and the transfer
 * encodings that nobody reads. It follows the MIME structure loosely, as a malformed message is to be shown too.
 */
export function highlightSource(source: string): CodeLine[] {
  const boundaries = new Set(
    Array.from(source.matchAll(/boundary="?([^";\r\n]+)/gi), match => match[1]!.trimEnd()),
  )
  const lines: CodeLine[] = []
  let inHeader = true
  let isBase64 = false
  for (const line of source.split(/\r\n|\n|\r/)) {
    if (isBoundary(line, boundaries)) {
      inHeader = !line.endsWith('--')
      isBase64 = false
      lines.push([{ kind: 'mark', text: line }])
    } else if (inHeader) {
      if (/^content-transfer-encoding:\s*base64/i.test(line)) isBase64 = true
      if (line === '') inHeader = false
      lines.push(headerLine(line))
    } else {
      lines.push(isBase64 ? [{ kind: 'faint', text: line }] : marked(line))
    }
  }
  return lines
}

function isBoundary(line: string, boundaries: ReadonlySet<string>): boolean {
  if (!line.startsWith('--')) return false
  const text = line.slice(2).trimEnd()
  return boundaries.has(text) || (text.endsWith('--') && boundaries.has(text.slice(0, -2)))
}

function headerLine(line: string): CodeLine {
  const name = /^[!-9;-~]+(?=\s*:)/.exec(line)?.[0]
  return name === undefined
    ? marked(line)
    : [{ kind: 'name', text: name }, ...marked(line.slice(name.length))]
}

function marked(line: string): CodeLine {
  const stretches: { kind: CodeKind; text: string }[] = []
  let end = 0
  for (const match of line.matchAll(MARKS)) {
    if (match.index > end) stretches.push({ kind: 'text', text: line.slice(end, match.index) })
    const kind = match.groups?.link ? 'link' : match.groups?.value ? 'value' : 'faint'
    stretches.push({ kind, text: match[0] })
    end = match.index + match[0].length
  }
  if (end < line.length) stretches.push({ kind: 'text', text: line.slice(end) })
  return stretches
}
