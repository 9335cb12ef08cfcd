import { parseDuration } from '../../units.ts'
import type { FaultAct, ReplyText } from './fault-rule.ts'

/** What is said in place of an answer; each protocol takes of it what its answers are made of. */
export interface FaultReply {
  readonly kind: 'reply'
  /** The reply code of SMTP, the status of HTTP; 0 in POP3 and IMAP, which have none. */
  readonly code: number
  /** The enhanced status code of SMTP; null for the usual one of the code. */
  readonly enhanced: string | null
  /** Which response of IMAP it is; null for the usual one. */
  readonly status: 'NO' | 'BAD' | 'BYE' | null
  /** The response code of POP3 and IMAP; null for none. */
  readonly responseCode: string | null
  /** The lines of its text. */
  readonly text: readonly string[]
}

/** What a listener is to do with a message other than to capture it. */
export type MessageDeed = 'swallow' | 'duplicate' | 'corrupt'

/** What a listener is to do, once the delay is over; `nothing` besides goes on as if there were no fault. */
export type FaultDeed =
  | FaultReply
  | { readonly kind: 'throttle'; readonly bytesPerSecond: number }
  | { readonly kind: 'nothing' | 'close' | 'reset' | 'silence' | MessageDeed }

const PLAIN = ['close', 'reset', 'silence', 'swallow', 'duplicate', 'corrupt'] as const

export function deedOf(act: FaultAct): FaultDeed {
  const { reply, throttle } = act
  if (reply !== undefined) return replyOf(reply)
  if (throttle !== undefined) return { kind: 'throttle', bytesPerSecond: throttle }
  return { kind: PLAIN.find(name => act[name] === true) ?? 'nothing' }
}

function replyOf({ code, enhanced, status, text }: ReplyText): FaultReply {
  const isNumber = typeof code === 'number'
  return {
    kind: 'reply',
    code: isNumber ? code : 0,
    enhanced: enhanced ?? null,
    status: status ?? null,
    responseCode: isNumber ? null : (code ?? null),
    text: (text ?? (isNumber && code < 400 ? 'OK' : 'Error: simulated failure')).split(/\r?\n/),
  }
}

/** Milliseconds that pass before the deed. */
export function delayOf({ delay }: FaultAct): number {
  return delay === undefined ? 0 : parseDuration(delay)
}

/** The act in a few words, for transcripts: `delay 2s, reply 451 4.7.1`. */
export function describeAct({ delay, reply, throttle, ...others }: FaultAct): string {
  const parts = [
    delay !== undefined && `delay ${delay}`,
    reply !== undefined &&
      ['reply', reply.status, reply.code, reply.enhanced].filter(word => word !== undefined).join(' '),
    throttle !== undefined && `throttle to ${throttle} bytes a second`,
    ...Object.keys(others),
  ]
  return parts.filter(part => part !== false).join(', ')
}
