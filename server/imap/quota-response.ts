import type { ImapSession } from './session.ts'

/** The one quota root of an account: all its folders count against the same quota. */
export const QUOTA_ROOT = ''

/** RFC 9208 §5.1: STORAGE counts in units of 1,024 octets. */
const UNIT = 1024

/** `QUOTA "" (STORAGE 10 512 MESSAGE 20 100)`: usage and limit of each resource that is limited (RFC 9208 §4.2.1). */
export function formatQuota(session: ImapSession): string {
  const { quota, octets, messages } = session.account
  const resources: string[] = []
  if (quota?.octets != null && session.offers('QUOTA=RES-STORAGE')) {
    resources.push(`STORAGE ${Math.ceil(octets / UNIT)} ${Math.ceil(quota.octets / UNIT)}`)
  }
  if (quota?.messages != null && session.offers('QUOTA=RES-MESSAGE')) {
    resources.push(`MESSAGE ${messages} ${quota.messages}`)
  }
  return `QUOTA "" (${resources.join(' ')})`
}
