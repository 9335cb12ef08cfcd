import type { CheckReport, Finding } from '../../server/http/contract.ts'

/** A finding of the authentication check, and what matters of it. */
export function finding(rule: string, result: string, change: Partial<Finding> = {}): Finding {
  return {
    rule,
    severity: result === 'pass' ? 'ok' : 'warning',
    result,
    subject: 'app.test',
    title: `${rule.toUpperCase()}: ${result}`,
    detail: '',
    ...change,
  }
}

export function checkReport(findings: readonly Finding[], score = 0): CheckReport {
  return { score, findings: [...findings] }
}
