import type { Envelope } from '../message/envelope.ts'
import type { OpenSession } from '../net/sessions.ts'
import type { DeliveryPayloads } from './delivery-step.ts'
import type { StoredMessage } from './stored-message.ts'

/**
 * Why a message ceased to exist: someone deleted it, the limits of the store pushed it out, or it grew too
 * old.
 */
export type DeletionReason = 'deleted' | 'evicted' | 'expired'

/** An entry of a folder, as an event names it. `id` is the message's. */
export interface EntryChange {
  readonly account: string
  readonly folder: string
  readonly uid: number
  readonly id: string
  readonly modseq: number
}

interface FolderChange {
  readonly account: string
  readonly folder: string
}

interface SessionChange {
  /** The session's id. */
  readonly id: string
  readonly protocol: OpenSession['protocol']
  readonly address: string
  readonly port: number
  readonly user: string | null
}

/** Mail that did not arrive: a message or a session that was refused or broken off. */
interface SessionRefusal {
  readonly protocol: OpenSession['protocol']
  readonly address: string
  readonly reason: string
  /** The last reply the client was given; null when the connection broke before one. */
  readonly reply: string | null
  readonly ehlo: string | null
  readonly user: string | null
  readonly envelope: Envelope | null
  readonly transcript: Uint8Array | null
}

/** A scripted misbehaviour of one of our listeners, at a stage of a session. */
interface FaultFired {
  /** The fault's id. */
  readonly fault: string
  readonly stage: string
  /** What it does, as its rule says it. */
  readonly act: object
  /** The session's id; null when there was none yet. */
  readonly session: string | null
  /** The client's IP address. */
  readonly address: string
  readonly user: string | null
  /** The id of the message that was asked for; null where it is about none that was captured. */
  readonly message: string | null
  /** As far as it is known. */
  readonly envelope: Envelope | null
}

/** What each type of event tells, besides its number and time. */
export interface EventPayloads extends DeliveryPayloads {
  /** All was dropped: what was known before is void. */
  reset: object
  'message.captured': { readonly message: StoredMessage }
  'message.deleted': { readonly id: string; readonly reason: DeletionReason }
  'entry.placed': EntryChange
  'entry.flagged': EntryChange & { readonly flags: readonly string[] }
  'entry.expunged': EntryChange
  'folder.created': FolderChange
  'folder.renamed': FolderChange & { readonly to: string }
  'folder.deleted': FolderChange
  'session.opened': SessionChange
  /** A client took the content of messages, whose ids these are. */
  'session.fetched': SessionChange & { readonly ids: readonly string[] }
  'session.closed': SessionChange
  'session.refused': SessionRefusal
  'fault.fired': FaultFired
  /** Faults were set or taken away. */
  'faults.changed': object
  /** The simulated outside is another one. */
  'world.changed': object
  /** World time was set, frozen, let run or moved; `at` of the event is what it shows now. */
  'clock.changed': { readonly rate: number }
}

export type EventType = keyof EventPayloads

/** A change that is not yet part of the feed: it has neither number nor time. */
export type Change = { [T in EventType]: { readonly type: T } & EventPayloads[T] }[EventType]

/**
 * One change of the feed. `seq` counts up without gaps; `at` is world time in milliseconds since the epoch.
 */
export type FeedEvent = { readonly seq: number; readonly at: number } & Change
