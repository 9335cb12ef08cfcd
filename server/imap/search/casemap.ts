/** Letters whose title case is not their upper case (UnicodeData.txt, Simple_Titlecase_Mapping): ǆ, ǉ, ǌ, ǳ. */
const TITLE_CASE: ReadonlyMap<string, string> = new Map(
  ['\u01c4\u01c5\u01c6', '\u01c7\u01c8\u01c9', '\u01ca\u01cb\u01cc', '\u01f1\u01f2\u01f3'].flatMap(letters =>
    Array.from(letters, letter => [letter, letters[1]!]),
  ),
)

/** Georgian letters have capitals for titles wholly in capitals, and none for the beginning of words. */
const GEORGIAN = /^[\u10d0-\u10ff]$/

/**
 * The key under which i;unicode-casemap (RFC 5051 §2) compares a text: two texts are the same when their keys are,
 * and in the order of their keys compared with `<`.
 */
export function casemapKey(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text.toUpperCase()
  const key = Array.from(text, titleCase).join('').normalize('NFKD')
  return key.replace(/[\ud800-\uffff]/g, inCodePointOrder)
}

/** RFC 5051 §2, step 2 (a): the simple mapping, of one character to one. */
function titleCase(character: string): string {
  if (GEORGIAN.test(character)) return character
  const title = TITLE_CASE.get(character)
  if (title !== undefined) return title
  const upper = character.toUpperCase()
  if (isOneCharacter(upper)) return upper
  // Greek letters with an iota below have a simple mapping beside the full one: that of the letter alone.
  const [base = '', ...marks] = character.normalize('NFD')
  const upperBase = base.toUpperCase()
  return isOneCharacter(upperBase) ? [upperBase, ...marks].join('') : character
}

function isOneCharacter(text: string): boolean {
  return /^.$/su.test(text)
}

/** UTF-16 has the surrogates before U+E000; UTF-8, whose octets RFC 5051 §2 compares, has what they stand for behind. */
function inCodePointOrder(unit: string): string {
  const code = unit.charCodeAt(0)
  return String.fromCharCode(code < 0xe000 ? code + 0x2000 : code - 0x800)
}
