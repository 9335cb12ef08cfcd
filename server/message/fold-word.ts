/** Letters that do not come apart into a letter and its accent. */
const LETTERS: Readonly<Record<string, string>> = {
  ı: 'i',
  ł: 'l',
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  æ: 'ae',
  œ: 'oe',
  '\u0640': '',
  '’': "'",
}

/** A text as words are compared: in lower case and without accents, in whatever script. */
export function foldWord(text: string): string {
  const lower = text.toLowerCase()
  // oxlint-disable-next-line no-control-regex -- most words are US-ASCII, and need no more
  if (/^[\0-\x7f]*$/.test(lower)) return lower
  return lower
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC')
    .replace(/[ıłßøđæœ\u0640’]/g, letter => LETTERS[letter] ?? letter)
}
