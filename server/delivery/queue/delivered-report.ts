import type { RecipientReport } from '../reports/recipient-report.ts'

/** What a report says of a copy that lies in an account. */
export function deliveredReport(account: string, at: number): Omit<RecipientReport, 'recipient'> {
  return { status: '2.0.0', reply: null, remoteMta: null, reason: `delivered to ${account}`, lastAttempt: at }
}
