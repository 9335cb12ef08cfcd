import { bindingsOf } from './bindings.ts'
import type { Binding, Subject } from './bindings.ts'
import { CERTAIN, HINT, OTHER, speaksOfCoupons, SURE, WEAK } from './labels.ts'
import type { NumberToken } from './numbers.ts'
import type { Line } from './page.ts'
import { endsWithOtherName, isAlone, isDirect, labelBefore } from './place.ts'
import type { Place } from './place.ts'

/** Why a number is taken for a code. */
export interface Evidence extends Pick<Binding, 'score' | 'lines'> {
  /** Whether it is called a code to keep for later. */
  readonly isSpare: boolean
}

/** Weighs a number of a page that may be a code; null when nothing speaks for it, or something against it. */
export function weigh(
  page: readonly Line[],
  index: number,
  number: NumberToken,
  subject: Subject,
): Evidence | null {
  const line = page[index]!
  const place: Place = { page, index, line, number, isAlone: isAlone(line, number) }
  if (isOfAnotherKind(place)) return null
  const fitting = bindingsOf(place, subject).filter(binding => fits(place, binding, subject))
  if (fitting.length === 0) return null
  const { score, label, lines } = fitting.reduce((a, b) => (b.score > a.score ? b : a))
  const { strength, isSpare } = label
  return { score: score + 2 * strength + (number.code!.value.length === 6 ? 1 : 0), lines, isSpare }
}

/** Whether a binding is enough for what the number looks like. */
function fits(place: Place, { label, isTight, isExact, lines }: Binding, subject: Subject): boolean {
  const { strength } = label
  const { shape } = place.number.code!
  if (subject.isOfBusiness && strength < CERTAIN && !(shape === 'digits' && strength === SURE)) return false
  switch (shape) {
    case 'digits':
      return strength > HINT || isTight
    case 'doubtful':
      return strength > HINT && isExact
    case 'letters':
      return strength >= SURE && isTight && /[:：]$|\b(?:is|ist|est|es|è|é)$/i.test(leadOf(place, lines))
    case 'lower':
      return strength >= WEAK && isExact && (strength >= SURE || !hasCouponsAround(place))
    default:
      if (strength < WEAK || !isTight) return false
      return strength >= SURE || !hasCouponsAround(place)
  }
}

/** The words that lead to a number. */
function leadOf({ line, number }: Place, lines: readonly Line[]): string {
  const above = lines[0] === line ? '' : lines[0]!.text
  return `${above} ${line.text.slice(0, number.start)}`.trimEnd()
}

function hasCouponsAround({ page, index }: Place): boolean {
  return page.slice(Math.max(0, index - 2), index + 3).some(line => speaksOfCoupons(line.text))
}

/** Whether the label that stands last before a number, or right behind it, names another kind of number. */
function isOfAnotherKind(place: Place): boolean {
  const { page, index, line, number } = place
  const before = labelBefore(line, number.start, () => true)
  if (before !== null && before.strength === OTHER && isDirect(line, before, number)) {
    const gap = line.text.slice(before.end, number.start)
    // "The code for your order is 482910".
    const isVerbal = /[:：]|\b(?:is|ist|est|es|è|é)\s/i.test(gap)
    if (!isVerbal || labelBefore(line, before.start, label => label.strength > HINT) === null) return true
  }
  const behind = line.labels.find(label => label.start >= number.end)
  if (behind?.strength === OTHER && before === null && behind.start - number.end < 4) return true
  const above = page[index - 1]
  return place.isAlone && above !== undefined && endsWithOtherName(above)
}
