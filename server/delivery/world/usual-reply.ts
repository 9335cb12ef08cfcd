import type { SmtpReply } from '../../message/smtp-reply.ts'

/** What servers say with the reply codes of SMTP. */
const USUAL: Readonly<Record<number, readonly [enhanced: string, text: string]>> = {
  421: ['4.3.2', 'Service not available, try again later'],
  450: ['4.2.1', 'Mailbox unavailable for now, try again later'],
  451: ['4.3.0', 'Local error in processing, try again later'],
  452: ['4.3.1', 'Not enough room, try again later'],
  454: ['4.7.0', 'Temporary authentication failure'],
  455: ['4.5.4', 'Parameters cannot be taken for now'],
  500: ['5.5.2', 'Syntax error'],
  501: ['5.5.4', 'Syntax error in parameters'],
  502: ['5.5.1', 'Command not implemented'],
  503: ['5.5.1', 'Bad sequence of commands'],
  504: ['5.5.4', 'Parameter not implemented'],
  521: ['5.3.2', 'This host takes no mail'],
  530: ['5.7.0', 'Authentication required'],
  535: ['5.7.8', 'Authentication failed'],
  550: ['5.1.1', 'No such mailbox here'],
  551: ['5.1.6', 'The user is not here any more'],
  552: ['5.2.2', 'The mailbox is full'],
  553: ['5.1.3', 'The name of the mailbox is not allowed'],
  554: ['5.7.1', 'Transaction failed'],
  555: ['5.5.4', 'Parameters not recognized'],
  556: ['5.1.10', 'The domain takes no mail'],
}

/** A refusal with the code given, from 400 to 599, and the enhanced status code that fits best (RFC 5248). */
export function usualReply(code: number): SmtpReply {
  // RFC 3463 §3.1: X.0.0 is for what is not known any closer.
  const [enhanced, text] = USUAL[code] ?? (code < 500 ? ['4.0.0', 'Try again later'] : ['5.0.0', 'Refused'])
  return { code, enhanced, text }
}
