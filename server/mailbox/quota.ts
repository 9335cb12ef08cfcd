import type { Account } from './account.ts'

/** Whether an account with so many messages and octets more would hold more than its quota allows. */
export function exceedsQuota(
  account: Pick<Account, 'quota' | 'messages' | 'octets'>,
  messages: number,
  octets: number,
): boolean {
  const { quota } = account
  if (quota === null) return false
  return (
    account.messages + messages > (quota.messages ?? Infinity) ||
    account.octets + octets > (quota.octets ?? Infinity)
  )
}
