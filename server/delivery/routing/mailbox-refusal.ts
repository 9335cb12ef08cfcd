import type { Account } from '../../mailbox/account.ts'
import { exceedsQuota } from '../../mailbox/quota.ts'
import type { Store } from '../../mailbox/store.ts'
import { HOST_REPLIES } from '../hosts/host-replies.ts'
import type { AccountRules } from '../world/world.ts'
import type { Refusal } from './refusal.ts'

/** Any message has so many octets, at least. */
const LEAST_SIZE = 1

/** RFC 5321 §4.2.3, RFC 3463 §3.2: X.1.1, no such account. */
export const UNKNOWN_ACCOUNT: Refusal = { reply: HOST_REPLIES.unknown, reason: 'unknown' }

type Room = Pick<Account, 'address' | 'quota' | 'messages' | 'octets'>

/**
 * Why an account does not take a message, if it does not: it refuses all, or there is no room.
 *
 * @param mailbox its address, canonical
 * @param rules what the world says of it; null where it says nothing
 * @param size octets of the message, as far as they are known; null when they are not
 */
export function mailboxRefusal(
  store: Store,
  mailbox: string,
  rules: AccountRules | null,
  size: number | null,
): Refusal | null {
  if (rules !== null && rules.refusal !== null) return { reply: rules.refusal, reason: 'policy' }
  // What is sent on and not kept needs no room.
  if (rules !== null && !keepsMail(rules)) return null
  const account = store.account(mailbox) ?? unborn(store, mailbox)
  const full = refusalForQuota(account, size, rules?.fullForGood ?? false)
  if (full !== null || rules?.quota === null || rules === null) return full
  return refusalForQuota(
    { address: mailbox, quota: rules.quota, messages: account.messages, octets: account.octets },
    size,
    rules.fullForGood,
  )
}

/** Whether an account has a copy of its own of what it gets. */
export function keepsMail({ forward, keep }: AccountRules): boolean {
  return keep || forward.length === 0
}

/** RFC 5321 §4.2.3, RFC 3463 §3.3: 452 4.2.2 for a mailbox that is full, 552 5.2.2 for a message that never fits. */
function refusalForQuota(account: Room, size: number | null, fullForGood: boolean): Refusal | null {
  if (!exceedsQuota(account, 1, size ?? LEAST_SIZE)) return null
  const { octets } = account.quota ?? { octets: null }
  const neverFits = size !== null && octets !== null && size > octets
  const text = neverFits
    ? `the message has ${size} bytes, and ${account.address} may hold ${octets} in all`
    : `the mailbox of ${account.address} is full`
  const isPermanent = neverFits || fullForGood
  return {
    reply: { code: isPermanent ? 552 : 452, enhanced: isPermanent ? '5.2.2' : '4.2.2', text },
    reason: 'quota',
  }
}

/** An account that comes into being with its first mail. */
function unborn(store: Store, address: string): Room {
  return { address, quota: store.defaultQuota, messages: 0, octets: 0 }
}
