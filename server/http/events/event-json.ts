import type { FeedEvent } from '../../mailbox/feed-event.ts'
import { summaryJson } from '../../mailbox/summary-json.ts'
import { decodeTranscript } from '../../net/transcript.ts'
import type { Envelope } from '../../message/envelope.ts'
import type { Event, EventType } from '../contract/event.ts'

/** What an event tells besides its number, time and type. */
type Payload<Type extends EventType> = {
  [T in Type]: Omit<Extract<Event, { type: T }>, 'seq' | 'at' | 'type'>
}[Type]

/** Events that tell nothing more. */
type PlainType = 'world.changed' | 'faults.changed'

/** An event of the feed as the stream tells it, as JSON text. */
export function eventJson(event: FeedEvent, instance: string): string {
  if (event.type === 'message.captured') {
    const { id } = event.message
    return `${head(event)},"id":"${id}","summary":${summaryJson(event.message)}}`
  }
  if (event.type === 'world.changed' || event.type === 'faults.changed') return `${head(event)}}`
  return join(event, payloadOf(event, instance))
}

/** What only the stream itself says: where it begins, and that a cursor leads nowhere. */
export function streamEventJson(
  event: { type: 'hello' | 'reset'; seq: number; at: number },
  instance: string,
): string {
  return join(event, { instance })
}

function head({ seq, at, type }: { seq: number; at: number; type: string }): string {
  return `{"seq":${seq},"at":"${new Date(at).toISOString()}","type":"${type}"`
}

function join(event: { seq: number; at: number; type: string }, payload: object): string {
  return `${head(event)},${JSON.stringify(payload).slice(1)}`
}

function payloadOf(
  event: Exclude<FeedEvent, { type: 'message.captured' | PlainType }>,
  instance: string,
): Payload<Exclude<EventType, 'message.captured' | PlainType | 'hello'>> {
  switch (event.type) {
    case 'reset':
      return { instance }
    case 'message.deleted':
      return { id: event.id, reason: event.reason }
    case 'entry.placed':
    case 'entry.expunged':
      return entryOf(event)
    case 'entry.flagged':
      return { ...entryOf(event), flags: [...event.flags] }
    case 'folder.created':
    case 'folder.deleted':
      return { account: event.account, folder: event.folder }
    case 'folder.renamed':
      return { account: event.account, folder: event.folder, name: event.to }
    case 'session.opened':
    case 'session.closed':
      return sessionOf(event)
    case 'clock.changed':
      return { now: new Date(event.at).toISOString(), rate: event.rate }
    case 'session.fetched':
      return { ...sessionOf(event), ids: [...event.ids] }
    case 'session.refused':
      return refusalOf(event)
    case 'fault.fired':
      return faultOf(event)
    default:
      return deliveryOf(event)
  }
}

function entryOf({ account, folder, uid, id, modseq }: Payload<'entry.placed'>): Payload<'entry.placed'> {
  return { account, folder, uid, id, modseq }
}

function sessionOf(
  event: Extract<FeedEvent, { type: `session.${'opened' | 'fetched' | 'closed'}` }>,
): Payload<'session.opened'> {
  const { id, protocol, address, port, user } = event
  return { session: id, protocol, address, port, user }
}

function refusalOf(event: Extract<FeedEvent, { type: 'session.refused' }>): Payload<'session.refused'> {
  const { protocol, address, reason, reply, ehlo, user, envelope, transcript } = event
  return {
    protocol,
    address,
    reason,
    reply,
    ehlo,
    user,
    envelope: addressesOf(envelope),
    transcript: transcript === null ? [] : decodeTranscript(transcript),
  }
}

function faultOf(event: Extract<FeedEvent, { type: 'fault.fired' }>): Payload<'fault.fired'> {
  const { fault, stage, act, session, address, user, message, envelope } = event
  return { fault, stage, act, session, address, user, message, envelope: addressesOf(envelope) }
}

function deliveryOf(
  event: Extract<FeedEvent, { type: `delivery.${string}` }>,
): Payload<Extract<EventType, `delivery.${string}`>> {
  const { id, delivery, recipient, step } = event
  const { type, ...told } = step
  const payload = { id, delivery, recipient, ...told }
  return type === 'deferred' ? { ...payload, nextTry: new Date(step.nextTry).toISOString() } : payload
}

function addressesOf(envelope: Envelope | null): { from: string; to: string[] } | null {
  if (envelope === null) return null
  return { from: envelope.from.address, to: envelope.to.map(({ address }) => address) }
}
