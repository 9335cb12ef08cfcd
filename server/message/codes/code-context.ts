import type { NumberToken } from './numbers.ts'
import type { Line } from './page.ts'

/** Most characters of a context, but for the dots where something was left out. */
const LENGTH = 100
/** Most characters by which a cut is moved, so that it parts no word. */
const LONGEST_WORD = 15

/**
 * What a message says around a code: its sentence, or both lines when one of them names what stands on the other.
 *
 * @param line the one that the code stands on; one of `lines`
 */
export function codeContext(lines: readonly Line[], line: Line, { start, end }: NumberToken): string {
  if (lines.length === 1) {
    const [from, to] = sentence(line.shown, start, end)
    return around(line.shown.slice(from, to), start - from, end - from)
  }
  const before = lines
    .slice(0, lines.indexOf(line))
    .reduce((length, { shown }) => length + shown.length + 1, 0)
  return around(lines.map(({ shown }) => shown).join(' '), before + start, before + end)
}

/** Where the sentence that holds a stretch of text begins and ends. */
function sentence(text: string, start: number, end: number): [number, number] {
  let from = 0
  for (const { index, 0: mark } of text.matchAll(/[.!?] |[。！？]/g)) {
    if (index >= end) return [from, index + 1]
    from = index + mark.length
  }
  return [Math.min(from, start), text.length]
}

/** A text cut to the stretch around a part of it. */
function around(text: string, start: number, end: number): string {
  if (text.length <= LENGTH) return text
  let from = Math.max(0, Math.min(start - (LENGTH >> 1), text.length - LENGTH))
  let to = Math.max(end, from + LENGTH)
  if (from > 0) {
    const space = text.indexOf(' ', from)
    if (space >= 0 && space < Math.min(start, from + LONGEST_WORD)) from = space + 1
  }
  if (to < text.length) {
    const space = text.lastIndexOf(' ', to)
    if (space > Math.max(end, to - LONGEST_WORD)) to = space
  }
  // Half of a surrogate pair shows nothing.
  const cut = text.slice(from, to).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '')
  return `${from > 0 ? '…' : ''}${cut}${to < text.length ? '…' : ''}`
}
