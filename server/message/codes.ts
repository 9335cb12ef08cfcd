import { codeContext } from './codes/code-context.ts'
import { GUESS } from './codes/bindings.ts'
import type { Subject } from './codes/bindings.ts'
import { type Evidence, weigh } from './codes/evidence.ts'
import { HINT, mayNameCode, speaksOfBusiness } from './codes/labels.ts'
import { pageOf } from './codes/page.ts'
import type { Line } from './codes/page.ts'
import { MESSAGE_LIMITS } from './limits.ts'

/** A one-time code of a message. */
export interface Code {
  /** As it would be typed in: without blanks and hyphens between its groups, digits as ASCII. */
  readonly value: string
  /** The sentence or the line around it, with the line above where that names it. */
  readonly context: string
}

export interface CodeSources {
  readonly subject: string
  /** The lines of the HTML. */
  readonly lines: readonly string[]
  readonly text: string | null
}

/** The one-time codes of a message, the likeliest first: numbers that its words call codes. */
export function findCodes({ subject, lines, text }: CodeSources): Code[] {
  if (!mayNameCode(subject) && !mayNameCode(text ?? '') && !lines.some(mayNameCode)) return []
  const found = new Map<string, Found>()
  const heading = pageOf([subject])
  const about = aboutOf(heading)
  for (const page of [
    heading,
    pageOf(lines),
    pageOf(text?.slice(0, MESSAGE_LIMITS.codeLength).split('\n') ?? []),
  ]) {
    for (const code of codesOn(page, page === heading ? NO_SUBJECT : about)) {
      const known = found.get(code.value)
      if (known === undefined || byLikelihood(code, known) < 0) found.set(code.value, code)
    }
  }
  const likeliest = [...found.values()].sort(byLikelihood)
  const known = likeliest.filter(({ score }) => score >= 2 * GUESS)
  const current = likeliest.filter(({ isSpare }) => !isSpare)
  // A guess counts when it is the only one, and nothing better is to be typed in.
  const isGuessed = current.length === 1 && current[0]!.score < 2 * GUESS
  const codes = isGuessed ? [...current, ...known] : known
  return codes.slice(0, MESSAGE_LIMITS.codes).map(({ value, context }) => ({ value, context }))
}

interface Found extends Code, Pick<Evidence, 'score' | 'isSpare'> {}

/** What is to be typed in now goes before what is to be kept. */
function byLikelihood(a: Found, b: Found): number {
  return Number(a.isSpare) - Number(b.isSpare) || b.score - a.score
}

const NO_SUBJECT: Subject = { label: null, isOfBusiness: false }

function aboutOf(heading: readonly Line[]): Subject {
  const labels = heading.flatMap(line => line.labels.filter(label => label.strength >= HINT))
  const label = labels.toSorted((a, b) => b.strength - a.strength)[0] ?? null
  return { label, isOfBusiness: label === null && heading.some(line => speaksOfBusiness(line.text)) }
}

function* codesOn(page: readonly Line[], subject: Subject): Generator<Found> {
  let weighed = 0
  for (const [index, line] of page.entries()) {
    for (const number of line.numbers) {
      if (number.code === null) continue
      if (++weighed > MESSAGE_LIMITS.codeNumbers) return
      const evidence = weigh(page, index, number, subject)
      if (evidence === null) continue
      yield {
        value: number.code.value,
        context: codeContext(evidence.lines, line, number),
        score: evidence.score,
        isSpare: evidence.isSpare,
      }
    }
  }
}
