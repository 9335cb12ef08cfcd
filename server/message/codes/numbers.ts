import { isKnownWord, isUnit } from './labels.ts'

/**
 * What a code looks like. The less it looks like one, the more plainly it has to be called one:
 * - `digits`: four to eight, in groups of the same length or not;
 * - `doubtful`: digits that might be a telephone number, a year or a date;
 * - `mixed`: capitals and digits;
 * - `lower`: letters, small ones among them, and digits;
 * - `letters`: capitals alone.
 */
export type Shape = 'digits' | 'doubtful' | 'mixed' | 'lower' | 'letters'

/** A word or a group of words with digits in it, or one that may be a code without any. */
export interface NumberToken {
  readonly start: number
  readonly end: number
  /** What would be typed in; null when it is no code, wherever it stands. */
  readonly code: { readonly value: string; readonly shape: Shape } | null
}

const HYPHEN = /[-‐‑–]/

interface Word {
  readonly start: number
  readonly end: number
  readonly parts: readonly string[]
}

/** The numbers of a line in its order, those that are no codes too. */
export function numbersIn(line: string): NumberToken[] {
  const tokens: NumberToken[] = []
  const words = wordsIn(line)
  for (let index = 0; index < words.length;) {
    const run = runAt(line, words, index)
    tokens.push(...tokensOf(line, run))
    index += run.length
  }
  return tokens
}

/** The words that hold digits, that are part of what is spelled, or that may be codes of letters alone. */
function wordsIn(line: string): Word[] {
  const words = wordsWithDigits(line)
  const isSpelled = SPELLED.test(line)
  // Codes of letters alone count only at the end of a line or alone on it.
  const capitals = line.length > MOST_AROUND_LETTERS ? [] : line.matchAll(CAPITALS)
  for (const { index, 0: text } of [...capitals, ...(isSpelled ? line.matchAll(LONE_CAPITAL) : [])]) {
    words.push({ start: index, end: index + text.length, parts: partsOf(text) })
  }
  return words.sort((a, b) => a.start - b.start)
}

function wordsWithDigits(line: string): Word[] {
  const words: Word[] = []
  for (let at = 0; at < line.length; at++) {
    if (!isDigit(line.charCodeAt(at))) continue
    let start = at
    while (start > 0 && isOfWord(line.charCodeAt(start - 1))) start--
    let end = at + 1
    while (end < line.length && isOfWord(line.charCodeAt(end))) end++
    at = end
    while (isHyphen(line.charCodeAt(start))) start++
    while (isHyphen(line.charCodeAt(end - 1))) end--
    words.push({ start, end, parts: partsOf(line.slice(start, end)) })
  }
  return words
}

function partsOf(word: string): string[] {
  return HYPHEN.test(word) ? word.split(HYPHEN) : [word]
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function isHyphen(code: number): boolean {
  return code === 0x2d || (code >= 0x2010 && code <= 0x2013 && code !== 0x2012)
}

function isOfWord(code: number): boolean {
  const letter = code | 32
  return (letter >= 97 && letter <= 122) || isDigit(code) || isHyphen(code)
}

const CAPITALS = /(?<![\p{L}\d-])(?:[A-Z]{5,8}|[A-Z]{3}[-‐‑–][A-Z]{3}|[A-Z]{4}[-‐‑–][A-Z]{4})(?![\p{L}\d-])/gu
const MOST_AROUND_LETTERS = 200
const SPELLED = /(?<![^ ])[\dA-Z] [\dA-Z] [\dA-Z](?![^ ])/
const LONE_CAPITAL = /(?<![^ ])[A-Z](?![^ ])/g

/** From one word on all that may be one number: groups of digits, or single characters, with blanks between. */
function runAt(line: string, words: readonly Word[], first: number): Word[] {
  const run = [words[first]!]
  if (!isJoined(run[0]!)) return run
  for (let index = first + 1; index < words.length; index++) {
    const word = words[index]!
    if (line.slice(run.at(-1)!.end, word.start) !== ' ' || !isJoined(word)) break
    run.push(word)
  }
  return run
}

/** Whether a word may be one group of several: digits, or a single character. */
function isJoined({ start, end, parts }: Word): boolean {
  return end - start === 1 || parts.every(part => /^\d+$/.test(part))
}

function tokensOf(line: string, run: readonly Word[]): NumberToken[] {
  const parts = run.flatMap(word => word.parts)
  const { start } = run[0]!
  const { end } = run.at(-1)!
  const code = codeOf(parts)
  if (run.length === 1 || code !== null) return [tokenOf(line, start, end, code)]
  // Beside "10" or "2" stands a number of its own; longer groups beside one another are one, such as a telephone's.
  const long = run.filter(word => word.parts.join('').length > 3)
  const isSingle = long.length === 1 && run.every(word => word === long[0] || word.end - word.start < 3)
  if (!isSingle || !isFreeBefore(line, start, end)) return [tokenOf(line, start, end, null)]
  return run.map(word => tokenOf(line, word.start, word.end, word === long[0] ? codeOf(word.parts) : null))
}

function tokenOf(line: string, start: number, end: number, code: NumberToken['code']): NumberToken {
  return { start, end, code: code !== null && isFree(line, start, end) ? code : null }
}

/** What groups of characters are as a code; null when no service sends such codes. */
function codeOf(parts: readonly string[]): NumberToken['code'] {
  const value = parts.join('')
  if (value.length < 4 || value.length > 10) return null
  const shape = /^\d+$/.test(value) ? digitsShape(parts, value) : lettersShape(parts, value)
  // `G-123456`: the letters are printed before the field that the digits go into.
  if (shape === 'mixed' && isPrefixed(parts)) return { value: parts[1]!, shape }
  return shape === null ? null : { value, shape }
}

function digitsShape(parts: readonly string[], value: string): Shape | null {
  const { length } = parts[0]!
  if (parts.length === 1) return length > 8 || isYear(value) || isDate(value) ? 'doubtful' : 'digits'
  if (parts.some(part => part.length !== length)) return null
  if (length === 1) return isSequence(value) ? null : 'digits'
  if (length === 2) return parts.length > 2 ? 'doubtful' : null
  return value.length > 8 ? 'doubtful' : 'digits'
}

/** Names of standards and formats, and numbers with what they measure. */
const TECHNICAL =
  /^(?:(?:utf|sha|md|iso|rfc|html|css|mp|ipv|base|covid|aes|rsa|oauth|win|windows|web|usb|fy|tls|ps|hdmi|gpt|cve|ean|din|en|php|node)\d+|v\d+\w*|0x\w+|\d+(?:px|pt|em|k|kb|mb|gb|tb|ms|s|m|h|hrs|min|mins|km|cm|mm|kg|g|p|x|am|pm|usd|eur|gbp|st|nd|rd|th|d|w|y|dpi|hz|mhz|ghz|v|mah|ml|fps|bit))$/i

/** What is said of a code in capitals. */
const SHOUTED = /^(?:ABOVE|BELOW|EXPIRED|INVALID|MISSING|PRIVATE|READY|REQUIRED|SECRET|WRONG)$/

function lettersShape(parts: readonly string[], value: string): Shape | null {
  if (TECHNICAL.test(value)) return null
  const [first = '', second = ''] = parts
  const isGrouped = parts.every(part => part.length === first.length)
  if (!/\d/.test(value)) {
    return first.length > 1 && isGrouped && !isKnownWord(value) && !SHOUTED.test(value) ? 'letters' : null
  }
  if (!/[A-Za-z]/.test(value)) return null
  const shape = /[a-z]/.test(value) ? 'lower' : 'mixed'
  if (parts.length === 1) return shape
  if (isPrefixed(parts)) return 'mixed'
  if (shape === 'lower' || !isGrouped) return null
  if (first.length === 1) return value.length > 4 ? shape : null
  return first.length > 2 && second.length > 2 ? shape : null
}

function isPrefixed(parts: readonly string[]): boolean {
  const [first = '', second = ''] = parts
  return parts.length === 2 && /^[A-Z]{1,3}$/.test(first) && /^\d{4,8}$/.test(second)
}

function isYear(digits: string): boolean {
  return /^(?:19|20)\d\d$/.test(digits)
}

/** Year, month and day in one, or the other way round. */
function isDate(digits: string): boolean {
  return /^(?:(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d)$/.test(
    digits,
  )
}

/** Single digits that count up: pages, marks to give, days of a calendar. */
function isSequence(digits: string): boolean {
  return '01234567890'.includes(digits)
}

const LETTER = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d_]/u
const CURRENCY = /[$€£¥￥₽₺₴₩₹₪₫]/
/** Characters of which a number is a part that stand right before it or right behind it. */
const JOINED_BEFORE = /[-./\\#@&%+~^•·×]/
const JOINED_BEHIND = /[%/\\@&+=°º²³#]/
/** What East Asian languages count, set right behind a number. */
const COUNTER =
  /[年月日時时分秒円元圓圆号號番点點周週个個件人歳条條度天年월일시분초원년개명호회번張张折歲岁名位万億亿]/

/** Whether a number stands for itself: is not part of an amount, a date, a time, a name or an address. */
function isFree(line: string, start: number, end: number): boolean {
  return isFreeBefore(line, start, end) && isFreeBehind(line, start, end)
}

function isFreeBefore(line: string, start: number, end: number): boolean {
  const before = line[start - 1] ?? ' '
  const last = line[start - 2] ?? ' '
  // Marks of emphasis stand on both sides.
  if (/[*_]/.test(before)) return line[end] === before
  if (LETTER.test(before) || JOINED_BEFORE.test(before) || CURRENCY.test(before) || before === '第')
    return false
  // A time, a decimal fraction, thousands.
  if (/[:,]/.test(before) && /\d/.test(last)) return false
  if (before !== ' ') return true
  // An area code, a copyright.
  return !(CURRENCY.test(last) || /[#№+©]/.test(last) || /[\dc]\)$/i.test(line.slice(start - 3, start - 1)))
}

const NEXT_WORD = /[ -]?([\p{L}\p{M}]+)/uy

function isFreeBehind(line: string, start: number, end: number): boolean {
  const behind = line[end] ?? ' '
  const next = line[end + 1] ?? ' '
  if (/[*_]/.test(behind)) return line[start - 1] === behind
  if (LETTER.test(behind) || JOINED_BEHIND.test(behind) || CURRENCY.test(behind) || COUNTER.test(behind))
    return false
  if (/[.,:]/.test(behind) && /\d/.test(next)) return false
  if (behind === ' ' && (CURRENCY.test(next) || /[%°]/.test(next))) return false
  NEXT_WORD.lastIndex = end
  const word = NEXT_WORD.exec(line)?.[1]
  return word === undefined || !isUnit(word)
}
