import type { SessionFacts } from '../message/envelope.ts'
import type { CheckLimits } from './check-limits.ts'
import type { Finding } from './finding.ts'
import type { Resolve } from './zone-resolver.ts'

/** A message, as a check looks at it. */
export interface CheckedMessage {
  readonly raw: Buffer
  /** Its reverse-path; '' for the null one. */
  readonly sender: string
  readonly session: Pick<SessionFacts, 'protocol' | 'address' | 'ehlo'>
  /** World time, in milliseconds since the epoch. */
  readonly receivedAt: number
}

/** What a check stands on besides the message. */
export interface CheckGround {
  /** Asks the DNS of the world. */
  readonly resolve: Resolve
  readonly limits: CheckLimits
}

/** Looks at one side of a message. */
export type Check = (message: CheckedMessage, ground: CheckGround) => Promise<readonly Finding[]>
