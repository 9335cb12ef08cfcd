import { HINT, SURE, WEAK } from './labels.ts'
import type { Label } from './labels.ts'
import type { Line } from './page.ts'
import { codeLabelBefore, isAlone, isTakenBehind, TIGHT } from './place.ts'
import type { Place } from './place.ts'

/** How closely a label and a number are bound. */
export interface Binding {
  readonly label: Label
  /** Whether little stands between them, as letters and digits have to have it. */
  readonly isTight: boolean
  /** Whether no word but "is" stands between them, as a number has to have it that might be another. */
  readonly isExact: boolean
  /** From 1 to 100: the higher, the likelier. */
  readonly score: number
  /** The number's own line, and the one beside it that says what the number is, in their order. */
  readonly lines: readonly Line[]
}

/** What is known of a message before any number in its body is looked at. */
export interface Subject {
  /** The surest label of a code in the subject; null: there is none. */
  readonly label: Label | null
  /** Whether it speaks of an order, a booking, a receipt and not of a code: then labels have to be certain. */
  readonly isOfBusiness: boolean
}

/** All that binds a number to a label of a code. */
export function bindingsOf(place: Place, subject: Subject): Binding[] {
  const binds = [bindBefore, bindBehind, bindAbove, bindBelow, bindWrapped]
  return [...binds.flatMap(bind => bind(place) ?? []), ...bindSubject(place, subject)]
}

/** Most characters between them in one sentence, by how sure the label is. */
const FAR_BEFORE: readonly number[] = [25, 30, 100, 100]
const FAR_BEHIND: readonly number[] = [25, 30, 60, 60]
/** Most characters before a number that is announced with a colon. */
const FAR_ANNOUNCED = 80
const SENTENCE_END = /[.!?](?:\s|$)|[。！？]/

/** What ties a number to its name, by language: "is", and what stands for it. */
const COPULA_WORDS =
  'is|are|to|as|ist|lautet|lauten|als|est|comme|es|como|è|come|é|are|är|er|on|jest|to|jako|это|є|είναι|هو|הוא|היא|はです|は|が|を|是|为|為|은|는|이|가|를|을'
const COPULA = new RegExp(
  String.raw`^[\s"'»”」』】)\]*_]*(?:[-–—=(（]|(?:${COPULA_WORDS})(?![a-zа-яё]))`,
  'iu',
)
const EXACT = new RegExp(
  String.raw`^[\s"'»”*_]*[:：=–—-]?\s*(?:(?:${COPULA_WORDS})(?![a-zа-яё]))?[\s:：]*[\s"'«“「『【(\[*_]*$`,
  'iu',
)

/** "Your code is 482910". */
function bindBefore({ line, number }: Place): Binding | null {
  const label = codeLabelBefore(line, number.start)
  if (label === null) return null
  const gap = line.text.slice(label.end, number.start)
  const isAnnounced = /[:：]\s*["'([{“«「【]?$/.test(gap) && gap.length <= FAR_ANNOUNCED
  if (!isAnnounced && (gap.length > FAR_BEFORE[label.strength]! || SENTENCE_END.test(gap))) return null
  const isTight = gap.length <= TIGHT || (isAnnounced && gap.length <= 2 * TIGHT)
  return { label, isTight, isExact: EXACT.test(gap), score: isTight ? 90 : 65, lines: [line] }
}

/** "482910 is your code". */
function bindBehind({ line, number }: Place): Binding | null {
  const label = line.labels.find(label => label.start >= number.end && label.strength >= HINT)
  if (label === undefined || isTakenBehind(line, label)) return null
  const gap = line.text.slice(number.end, label.start)
  if (gap.length > FAR_BEHIND[label.strength]! || SENTENCE_END.test(gap) || /[;:：\d]/.test(gap)) return null
  // "15000 lines of code".
  if (label.strength < SURE && !COPULA.test(gap)) return null
  const isTight = gap.length <= 2 * TIGHT
  return { label, isTight, isExact: false, score: isTight ? 80 : 55, lines: [line] }
}

/** How many lines may stand between a code and what it is called. */
const LINES_ABOVE = 3

/** "Your code:" and, on a line of its own further down, "482910". */
function bindAbove({ page, index, line, isAlone: alone }: Place): Binding | null {
  if (!alone) return null
  let distance = 0
  for (let at = index - 1; at >= 0 && index - at <= MOST_LISTED && distance < LINES_ABOVE; at--) {
    const above = page[at]!
    // Of a list of codes all are meant.
    if (above.numbers.length === 1 && isAlone(above, above.numbers[0]!)) continue
    distance++
    const label = above.labels.findLast(label => label.strength >= HINT)
    if (label === undefined) continue
    if (isTakenBehind(above, label)) return null
    return distance === 1 ? bindNext(above, label, line) : bindFurther(above, label, line)
  }
  return null
}

function bindNext(above: Line, label: Label, line: Line): Binding | null {
  const isNear = isAnnouncing(above) || label.strength >= SURE || above.text.length - label.end <= 60
  return isNear ? { label, isTight: true, isExact: true, score: 80, lines: [above, line] } : null
}

function bindFurther(above: Line, label: Label, line: Line): Binding | null {
  const { strength } = label
  if (strength < (isAnnouncing(above) ? WEAK : SURE)) return null
  return { label, isTight: strength >= SURE, isExact: false, score: 60, lines: [above, line] }
}

function isAnnouncing(line: Line): boolean {
  return /[:：]$/.test(line.text)
}

/** Most codes that are listed one below the other. */
const MOST_LISTED = 24

/** "482910" on a line of its own, and below it "is your code". */
function bindBelow({ page, index, line, isAlone: alone }: Place): Binding | null {
  const below = page[index + 1]
  // What announces something means what follows it.
  if (!alone || below === undefined || isAnnouncing(below)) return null
  const label = below.labels.find(label => label.strength > HINT)
  if (label === undefined || label.start > 40 || isTakenBehind(below, label)) return null
  return { label, isTight: false, isExact: false, score: 58, lines: [line, below] }
}

/** "Your code" at the end of a line, and the number at the beginning of the next. */
function bindWrapped({ page, index, line, number, isAlone: alone }: Place): Binding | null {
  const above = page[index - 1]
  if (alone || above === undefined || number.start > 2 * TIGHT) return null
  if (line.labels.some(label => label.end <= number.start)) return null
  const label = above.labels.findLast(label => label.strength > HINT)
  if (label === undefined || isTakenBehind(above, label)) return null
  const gap = `${above.text.slice(label.end)} ${line.text.slice(0, number.start)}`
  if (gap.length > 2 * TIGHT || SENTENCE_END.test(gap)) return null
  return {
    label,
    isTight: gap.length <= TIGHT,
    isExact: EXACT.test(gap),
    score: 62,
    lines: [above, line],
  }
}

/** The score of a number that only the subject speaks for, and that does not even stand alone. */
export const GUESS = 20

/** The subject says that the message is about a code. */
function bindSubject({ line, number, isAlone: alone }: Place, { label }: Subject): Binding[] {
  if (label === null || label.strength < WEAK) return []
  if (alone) return [{ label, isTight: false, isExact: false, score: 45, lines: [line] }]
  const { shape, value } = number.code!
  const isPlain = shape === 'digits' && value.length > 5 && line.text.length <= 200
  if (label.strength < SURE || !isPlain || line.labels.length > 0) return []
  return [{ label, isTight: false, isExact: false, score: GUESS, lines: [line] }]
}
