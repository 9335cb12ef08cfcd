import { parseDuration } from '../../units.ts'
import type { FaultAct } from './fault-rule.ts'

export interface FaultReply {
  readonly kind: 'reply'
  readonly code: number
  /** The enhanced status code; null for the usual one of the code. */
  readonly enhanced: string | null
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
  if (reply !== undefined) {
    const text = reply.text ?? (reply.code < 400 ? 'OK' : 'Error: simulated failure')
    return { kind: 'reply', code: reply.code, enhanced: reply.enhanced ?? null, text: text.split(/\r?\n/) }
  }
  if (throttle !== undefined) return { kind: 'throttle', bytesPerSecond: throttle }
  return { kind: PLAIN.find(name => act[name] === true) ?? 'nothing' }
}

/** Milliseconds that pass before the deed. */
export function delayOf({ delay }: FaultAct): number {
  return delay === undefined ? 0 : parseDuration(delay)
}

/** The act in a few words, for transcripts: `delay 2s, reply 451 4.7.1`. */
export function describeAct({ delay, reply, throttle, ...others }: FaultAct): string {
  const parts = [
    delay !== undefined && `delay ${delay}`,
    reply !== undefined && ['reply', reply.code, reply.enhanced].filter(word => word !== undefined).join(' '),
    throttle !== undefined && `throttle to ${throttle} bytes a second`,
    ...Object.keys(others),
  ]
  return parts.filter(part => part !== false).join(', ')
}
