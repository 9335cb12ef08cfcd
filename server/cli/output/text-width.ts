const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** What a terminal shows in two columns: the wide letters of East Asia, and pictures. */
const WIDE =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6\p{Emoji_Presentation}]|\ufe0f/u

/** How many columns of a terminal a line of text takes. */
export function textWidth(text: string): number {
  let width = 0
  for (const { segment } of GRAPHEMES.segment(text)) width += columnsOf(segment)
  return width
}

/** The text in exactly `width` columns: cut with an ellipsis, or filled with blanks. */
export function fitText(text: string, width: number): string {
  const all = textWidth(text)
  if (all <= width) return text + ' '.repeat(width - all)
  let kept = ''
  let left = width - 1
  for (const { segment } of GRAPHEMES.segment(text)) {
    left -= columnsOf(segment)
    if (left < 0) {
      left += columnsOf(segment)
      break
    }
    kept += segment
  }
  return width > 0 ? `${kept}…${' '.repeat(left)}` : ''
}

function columnsOf(grapheme: string): number {
  return WIDE.test(grapheme) ? 2 : 1
}
