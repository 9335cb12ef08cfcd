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
  const lines: string[] = []
  const [first = '', ...words] = printable.split(' ')
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
