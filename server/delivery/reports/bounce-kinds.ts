import type { SmtpReply } from '../../message/smtp-reply.ts'

/** Why a message bounces, where someone asks for it: the status for programs (RFC 3463) and what a host would have said. */
interface BounceCause {
  readonly status: string
  readonly reply: SmtpReply
}

/** The kinds of bounces that can be asked for. */
export const BOUNCE_KINDS = ['hard', 'soft', 'full', 'unknown', 'policy'] as const
export type BounceKind = (typeof BOUNCE_KINDS)[number]

export const BOUNCE_CAUSES: Readonly<Record<BounceKind, BounceCause>> = {
  hard: { status: '5.0.0', reply: { code: 550, enhanced: '5.0.0', text: 'Message refused' } },
  // A temporary failure bounces when it has lasted too long: RFC 3463 §3.5, delivery time expired.
  soft: { status: '4.4.7', reply: { code: 451, enhanced: '4.3.0', text: 'Try again later' } },
  full: { status: '5.2.2', reply: { code: 552, enhanced: '5.2.2', text: 'Mailbox full' } },
  unknown: { status: '5.1.1', reply: { code: 550, enhanced: '5.1.1', text: 'No such user here' } },
  policy: { status: '5.7.1', reply: { code: 550, enhanced: '5.7.1', text: 'Message refused by policy' } },
}
