import type { SmtpReply } from '../../message/smtp-reply.ts'

/** What simulated hosts say of their own accord. */
export const HOST_REPLIES = {
  // RFC 3463 §3.2: X.1.5, destination address valid.
  recipient: { code: 250, enhanced: '2.1.5', text: 'recipient ok' },
  taken: { code: 250, enhanced: '2.0.0', text: 'message taken' },
  // RFC 3207 §4: the reply of a server that takes mail over TLS only.
  tlsFirst: { code: 530, enhanced: '5.7.0', text: 'must issue a STARTTLS command first' },
  // RFC 1870 §6.1: 552 when the declared size is over the fixed limit; RFC 3463 §3.4: X.3.4.
  tooLarge: { code: 552, enhanced: '5.3.4', text: 'message size exceeds fixed limit' },
  tooMany: { code: 450, enhanced: '4.7.1', text: 'too many messages, slow down' },
  relayDenied: { code: 550, enhanced: '5.7.1', text: 'relaying denied' },
  unknown: { code: 550, enhanced: '5.1.1', text: 'no such user here' },
  // RFC 6647 §5: 4yz, and X.7.1 as greylisting servers give it.
  greylisted: { code: 451, enhanced: '4.7.1', text: 'greylisted, try again later' },
  fullForNow: { code: 452, enhanced: '4.2.2', text: 'mailbox full' },
  fullForGood: { code: 552, enhanced: '5.2.2', text: 'mailbox full' },
} as const satisfies Record<string, SmtpReply>
