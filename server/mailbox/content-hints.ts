/** How far the word that says so may stand from a code, in characters. */
const NEAR = 80

const CODE_WORD = /\b(?:code|pin|otp|passcode|verification)\b/i
const DIGITS = /(?<![\p{L}\d.,:/#-])\d{4,8}(?![\p{L}\d:/-]|[.,]\d)/gu

/** Whether a text holds the address of a web page. */
export function hasLink(text: string): boolean {
  return /\bhttps?:\/\/[^\s<>"]/i.test(text)
}

/** Whether a text holds a one-time code: four to eight digits near a word that says what they are. */
export function hasCode(text: string): boolean {
  for (const { index, 0: digits } of text.matchAll(DIGITS)) {
    const around = text.slice(Math.max(0, index - NEAR), index + digits.length + NEAR)
    if (CODE_WORD.test(around)) return true
  }
  return false
}
