import { codeContext } from './codes/code-context.ts'
import { GUESS } from './codes/bindings.ts'
import type { Subject } from './codes/bindings.ts'
import { weigh } from './codes/evidence.ts'
import { mayNameCode, speaksOfBusiness } from './codes/labels.ts'
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
  const found = new Map<string, Code & { score: number }>()
  const heading = pageOf([subject])
  const about = aboutOf(heading)
  for (const page of [
    heading,
    pageOf(lines),
    pageOf(text?.slice(0, MESSAGE_LIMITS.codeLength).split('\n') ?? []),
  ]) {
    for (const { value, context, score } of codesOn(page, page === heading ? NO_SUBJECT : about)) {
      if (score > (found.get(value)?.score ?? 0)) found.set(value, { value, context, score })
    }
  }
  const likeliest = [...found.values()].sort((a, b) => b.score - a.score).slice(0, MESSAGE_LIMITS.codes)
  // A guess counts when it is the only one, and there is nothing better.
  const better = likeliest.filter(({ score }) => score >= 2 * GUESS)
  const codes = better.length > 0 || likeliest.length > 1 ? better : likeliest
  return codes.map(({ value, context }) => ({ value, context }))
}

const NO_SUBJECT: Subject = { strength: null, isOfBusiness: false }

function aboutOf(heading: readonly Line[]): Subject {
  const strengths = heading
    .flatMap(line => line.labels.map(label => label.strength))
    .filter(strength => strength >= 0)
  const strength = strengths.length === 0 ? null : Math.max(...strengths)
  return { strength, isOfBusiness: strength === null && heading.some(line => speaksOfBusiness(line.text)) }
}

function* codesOn(page: readonly Line[], subject: Subject): Generator<Code & { score: number }> {
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
      }
    }
  }
}
