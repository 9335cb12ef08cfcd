import type { CheckReport, Finding } from './finding.ts'

/** A report of these findings, with the share of those that are as they should be. */
export function reportOf(findings: readonly Finding[]): CheckReport {
  const judged = findings.filter(({ severity }) => severity !== 'info').length
  const good = findings.filter(({ severity }) => severity === 'ok').length
  return { score: judged === 0 ? 100 : Math.round((100 * good) / judged), findings }
}
