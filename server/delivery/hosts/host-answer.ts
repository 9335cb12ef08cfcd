import { formatReply, type SmtpReply } from '../../message/smtp-reply.ts'
import type { HostStage } from '../world/world.ts'

/** How a conversation with a host came out. Frozen; a host gives one and the same object whenever it answers alike. */
export interface HostAnswer {
  /** `deferred`: it may be tried again (4xx, or no conversation); `rejected`: for good (5xx). */
  readonly outcome: 'accepted' | 'deferred' | 'rejected'
  /** The last reply; null when the conversation ended without one. */
  readonly reply: SmtpReply | null
  /** How far it went. */
  readonly stage: HostStage
  /** For people: `connection refused`, `closed at data`, or the reply in one line. */
  readonly reason: string
  /** The status for reports (RFC 3463): the reply's own, or what can be said without one. */
  readonly enhanced: string
  /** Milliseconds of world time that the conversation took. */
  readonly duration: number
}

/** The stages at which a host has not heard of any mail yet. */
const BEFORE_MAIL: ReadonlySet<HostStage> = new Set(['connect', 'ehlo', 'starttls'])

/**
 * Whether a host has the last word of a try, so that no other one is called.
 *
 * @param others whether there are hosts left to call, and whether one that was called may take the mail later
 */
export function isLastWord(
  { outcome, stage }: HostAnswer,
  others: { readonly areLeft: boolean; readonly mayTakeLater: boolean },
): boolean {
  if (outcome !== 'rejected') return outcome === 'accepted'
  // RFC 5321 §5.1: each is tried in order. Who turns away all that call says nothing of this mail, for which there are others.
  return !BEFORE_MAIL.has(stage) || !(others.areLeft || others.mayTakeLater)
}

/** The host has answered. */
export function answerOfReply(stage: HostStage, reply: SmtpReply, duration: number): HostAnswer {
  const outcome = reply.code < 400 ? 'accepted' : reply.code < 500 ? 'deferred' : 'rejected'
  // RFC 3463 §3.1: X.0.0 is all that is certain of a reply without a status of its own.
  const enhanced = reply.enhanced ?? `${{ accepted: 2, deferred: 4, rejected: 5 }[outcome]}.0.0`
  return Object.freeze({ outcome, reply, stage, reason: formatReply(reply), enhanced, duration })
}

/** It came to nothing, which may be tried again. */
export function answerOfFailure(
  stage: HostStage,
  reason: string,
  enhanced: string,
  duration: number,
): HostAnswer {
  return Object.freeze({ outcome: 'deferred', reply: null, stage, reason, enhanced, duration })
}
