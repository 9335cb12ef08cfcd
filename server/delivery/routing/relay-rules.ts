import { belongsTo } from '../world/network-test.ts'
import type { SubmissionRules } from '../world/world.ts'
import type { RecipientContext } from './recipient-context.ts'
import type { Refusal } from './refusal.ts'

const RELAY_DENIED: Refusal = {
  reply: {
    code: 550,
    enhanced: '5.7.1',
    text: 'relaying denied; log in, or submit from a network that may relay',
  },
  reason: 'relay',
}

const LOGIN_REQUIRED: Refusal = {
  reply: { code: 530, enhanced: '5.7.0', text: 'authentication required; log in first' },
  reason: 'relay',
}

/**
 * Why a client may hand in mail: it has logged in; it belongs to a network that may; it is a stranger, and strangers may
 * write to local domains; or nothing is asked of anybody.
 */
export type SubmissionGround = 'login' | 'network' | 'local' | 'open'

/**
 * Why a client may not hand in mail for a recipient; null when it may. A client is a stranger when it has not logged in,
 * and does not belong to one of the networks that the world names.
 *
 * - With `relay: denied`, strangers may write to local domains, as the whole world may to a server that is an MX, and to
 *   no others: 550 5.7.1. Without networks, only those who log in are no strangers.
 * - With networks alone, strangers may write to nobody: 530 5.7.0, as a submission server says it.
 */
export function relayRefusal(
  rules: SubmissionRules,
  isLocal: boolean,
  { client, user }: RecipientContext,
): Refusal | null {
  const { networks, denyRelay } = rules
  if (networks === null && !denyRelay) return null
  // Who has no address is in this process.
  if (user !== null || client === null || isInside(rules, client)) return null
  // RFC 6409 §4.3, RFC 4954 §6: 530 5.7.0, in answer to RCPT too.
  if (!denyRelay) return LOGIN_REQUIRED
  // RFC 5321 §3.6.2: 550 when a server declines to relay; RFC 3463 §3.8: X.7.1.
  return isLocal ? null : RELAY_DENIED
}

/** Why a client that was not refused might hand in mail. */
export function submissionGround(
  rules: SubmissionRules,
  { client, user }: Pick<RecipientContext, 'client' | 'user'>,
): SubmissionGround {
  if (user !== null) return 'login'
  if (client === null || (rules.networks === null && !rules.denyRelay)) return 'open'
  return isInside(rules, client) ? 'network' : 'local'
}

function isInside({ networks }: SubmissionRules, client: string): boolean {
  return networks !== null && belongsTo(client, networks)
}
