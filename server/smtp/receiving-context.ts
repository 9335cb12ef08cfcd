import type { Clock } from '../clock.ts'
import type { Faults } from '../delivery/faults/faults.ts'
import type { Delivery } from '../delivery/submission.ts'
import type { Feed } from '../mailbox/feed.ts'
import type { SessionRegistry } from '../net/sessions.ts'
import type { Users } from '../net/users.ts'
import type { SmtpLimits } from './limits.ts'

/** What every connection of a receiver works with. */
export interface ReceivingContext {
  readonly delivery: Delivery
  readonly faults: Faults
  readonly feed: Feed
  readonly sessions: SessionRegistry
  readonly clock: Clock
  readonly users: Users
  readonly limits: SmtpLimits
  /** Told of a fault of ours that cost the client a message. */
  readonly onFault: (error: unknown, sessionId: string) => void
}
