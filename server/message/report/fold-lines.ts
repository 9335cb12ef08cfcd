/** RFC 5322 §2.1.1: a line has 78 characters where it can. */
const WIDTH = 76

/** Bytes of a word: RFC 5322 §2.1.1 allows 998 in a line. Longer words, which nobody writes in good faith, are cut. */
const LONGEST_WORD = 900

const PLAIN = /^[ -~]*$/

/**
 * Parts a text into lines at its spaces. No control character stays in it, so that nothing it was made of can
 * begin a line of its own.
 *
 * @param indent stands before all lines but the first
 */
export function foldLines(text: string, indent: string): string[] {
  // Most texts here are in need of nothing.
  const printable = PLAIN.test(text) ? text : text.replace(/\p{Cc}/gu, ' ')
  if (printable.length <= WIDTH) return [printable]
  return foldAtSpaces(printable, indent) ?? foldWords(printable, indent)
}

/** What it comes to for words that fit in a line and are parted by one space each; null for any other text. */
function foldAtSpaces(text: string, indent: string): string[] | null {
  const lines: string[] = []
  let start = 0
  let prefix = ''
  while (prefix.length + text.length - start > WIDTH) {
    const end = text.lastIndexOf(' ', start + WIDTH - prefix.length)
    if (end <= start || text[start] === ' ') return null
    lines.push(prefix + text.slice(start, end))
    start = end + 1
    prefix = indent
  }
  lines.push(prefix + text.slice(start))
  return lines
}

function foldWords(text: string, indent: string): string[] {
  const lines: string[] = []
  const [first = '', ...words] = text.split(' ')
  let line = cutWord(first)
  let isBlank = line === ''
  for (const word of words) {
    const cut = cutWord(word)
    if (isBlank || line.length + 1 + cut.length <= WIDTH) line += ` ${cut}`
    else {
      lines.push(line)
      line = indent + cut
      isBlank = true
    }
    if (cut !== '') isBlank = false
  }
  lines.push(line)
  return lines
}

function cutWord(word: string): string {
  // No character of a string is more than three bytes in UTF-8.
  if (word.length * 3 <= LONGEST_WORD || Buffer.byteLength(word) <= LONGEST_WORD) return word
  return Buffer.from(word).toString('utf8', 0, LONGEST_WORD)
}
