import { HINT, OTHER } from './labels.ts'
import type { Label } from './labels.ts'
import type { NumberToken } from './numbers.ts'
import type { Line } from './page.ts'

/** The number that is examined, and where it stands. */
export interface Place {
  readonly page: readonly Line[]
  readonly index: number
  readonly line: Line
  readonly number: NumberToken
  readonly isAlone: boolean
}

/** Whether a line holds nothing but this number and what adorns it. */
export function isAlone({ text }: Line, { start, end }: NumberToken): boolean {
  return !/[\p{L}\p{N}]/u.test(text.slice(0, start)) && !/[\p{L}\p{N}]/u.test(text.slice(end))
}

/** What may stand between the name of a number and the number: "order no. 4711", "Bestellung Nr.: 4711". */
const DIRECT =
  /^[\s:：#№(|"'»-]*(?:(?:number|numbers|no|nr|num|numero|número|nummer|id|code|номер|numarası|رقم|מספר)(?!\p{L})[.°º]?[\s:：#№|-]*)?(?:(?:is|ist|est|es|è|é)\s)?$/iu
const MOST_DIRECT = 25

/** Whether the words between a label and a number that follows it say no more than "number" and "is". */
export function isDirect(line: Line, label: Label, number: NumberToken): boolean {
  const gap = number.start - label.end
  return gap >= 0 && gap <= MOST_DIRECT && DIRECT.test(line.text.slice(label.end, number.start))
}

/** Whether a line ends with the name of another kind of number, which the next line then tells. */
export function endsWithOtherName(line: Line): boolean {
  const last = line.labels.at(-1)
  if (last?.strength !== OTHER || line.labels.some(label => label.strength > HINT)) return false
  return DIRECT.test(line.text.slice(last.end, last.end + MOST_DIRECT))
}

/** The last wanted label before a position with no number between; null when there is none. */
export function labelBefore(line: Line, position: number, isWanted: (label: Label) => boolean): Label | null {
  const label = line.labels.findLast(label => label.end <= position && isWanted(label))
  if (label === undefined) return null
  const isParted = line.numbers.some(number => number.start >= label.end && number.end <= position)
  return isParted ? null : label
}

/** The last label of a code before a position; numbers that are no codes, or not called codes, may stand between. */
export function codeLabelBefore(line: Line, position: number): Label | null {
  const label = line.labels.findLast(label => label.end <= position && label.strength >= HINT)
  if (label === undefined) return null
  const isTaken = line.numbers.some(
    number =>
      number.start >= label.end &&
      number.end < position &&
      number.code !== null &&
      !isCalledOtherwise(line, number),
  )
  return isTaken ? null : label
}

/** Whether the name of another number stands directly before a number. */
function isCalledOtherwise(line: Line, number: NumberToken): boolean {
  const label = line.labels.findLast(label => label.end <= number.start)
  return label?.strength === OTHER && isDirect(line, label, number)
}

/** Most characters between a label and a number that belong together whatever stands between. */
export const TIGHT = 14
/** Whether a label speaks of a number that stands directly behind it. */
export function isTakenBehind(line: Line, label: Label): boolean {
  const next = line.numbers.find(number => number.start >= label.end)
  return next !== undefined && next.code !== null && next.start - label.end <= TIGHT
}
