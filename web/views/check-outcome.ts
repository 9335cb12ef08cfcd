import type { CheckReport, Finding } from '../../server/http/contract.ts'
import { formatCount, words } from '../app/words/words.ts'

/** What a check found on the whole, in a few words. */
export interface Outcome {
  readonly text: string
  /** Something was there to judge, so that its score says something. */
  readonly hasScore: boolean
}

/** Sums up what a check found. A developer's world seldom has records at all: that is no fault. */
export function outcomeOf({ findings }: CheckReport): Outcome {
  const w = words()
  const judged = findings.filter(({ severity }) => severity !== 'info')
  if (judged.length === 0) return { text: w.notJudged, hasScore: false }
  if (judged.every(isUnset)) return { text: w.nothingToJudgeBy, hasScore: false }
  const right = judged.filter(({ severity }) => severity === 'ok').length
  const isAll = right === judged.length
  return {
    text: isAll ? w.allInOrder : w.inOrder(formatCount(right), formatCount(judged.length)),
    hasScore: true,
  }
}

/** Whether there is nothing that could be right or wrong. */
export function isUnset({ severity, result }: Pick<Finding, 'severity' | 'result'>): boolean {
  return severity === 'warning' && result === 'none'
}
