import type { DeliveryStep } from '../../mailbox/delivery-step.ts'
import type { Entry } from '../../mailbox/entry.ts'
import type { StoredMessage } from '../../mailbox/stored-message.ts'
import type { MessageOrigin, SessionFacts } from '../../message/envelope.ts'
import type { DeliveryRecord } from '../queue/delivery-record.ts'
import type { SubmissionGround } from '../routing/relay-rules.ts'
import type { JourneyNote } from './journey-note.ts'
import type { JourneyNotes } from './journey-notes.ts'
import { type RoutedStep, routedSteps } from './routed-steps.ts'

/** The message came in. */
export interface SubmittedStep {
  readonly type: 'submitted'
  readonly at: number
  readonly session: SessionFacts
}

/** The client might hand it in. */
export interface CheckedStep {
  readonly type: 'checked'
  readonly at: number
  readonly ground: SubmissionGround
  /** The name of the login; null without one. */
  readonly login: string | null
}

/** A copy was put into a folder: into an INBOX when the message came, or later by somebody's hand. */
export interface PlacedStep {
  readonly type: 'delivered' | 'placed'
  readonly at: number
  readonly account: string
  readonly folder: string
  readonly uid: number
}

/** What befell the copy for one recipient, on its way through the simulated outside. */
export type CopyStep = DeliveryStep & { readonly delivery: string; readonly recipient: string }

export type JourneyStep = SubmittedStep | CheckedStep | RoutedStep | PlacedStep | CopyStep | JourneyNote

export interface Journey {
  /** In the order of time; at one instant, as one follows from the other. */
  readonly steps: readonly JourneyStep[]
  /** Which message this one was made of. */
  readonly origin: MessageOrigin | null
  /** The messages that were made of this one and are still there. */
  readonly made: readonly StoredMessage[]
}

/**
 * All that is known of the way of a message, put together from what it is, its deliveries and what was noted.
 *
 * @param ground why its client might hand it in; null where that is not known, or nobody did
 */
export function journeyOf(
  message: StoredMessage,
  deliveries: readonly DeliveryRecord[],
  notes: JourneyNotes,
  ground: SubmissionGround | null,
): Journey {
  const copies = deliveries.flatMap(({ id, recipient, steps }) =>
    steps.map((step): CopyStep => ({ ...step, delivery: id, recipient })),
  )
  const noted = notes.of(message.id)
  const steps: JourneyStep[] = [
    { type: 'submitted', at: message.receivedAt, session: message.session },
    ...checkedSteps(message, ground),
    ...routedSteps(message, deliveries, noted),
    ...placedSteps(message, copies, noted),
    ...copies,
    ...noted,
  ]
  return { steps: steps.sort(byTime), origin: message.origin, made: notes.madeOf(message.id) }
}

function byTime(one: JourneyStep, other: JourneyStep): number {
  return one.at - other.at || rank(one) - rank(other)
}

/** Where a fault befalls someone who asks for a message that is there. */
const READING_STAGE = /^(?:pop3|imap):/

/** What comes first of what happens at one instant. A delivery keeps the order of its own steps. */
function rank(step: JourneyStep): number {
  if (step.type === 'faulted' && !READING_STAGE.test(step.stage)) return 0
  if (step.type === 'submitted') return 1
  if (step.type === 'checked' || step.type === 'routed') return 2
  if ('delivery' in step) return 4
  return step.type === 'delivered' ? 3 : 5
}

function checkedSteps(
  { receivedAt: at, session: { auth } }: StoredMessage,
  ground: SubmissionGround | null,
): CheckedStep[] {
  return ground === null ? [] : [{ type: 'checked', at, ground, login: auth?.user ?? null }]
}

/** Where copies were put that no delivery tells of: those that are there, and those that were expunged. */
function placedSteps(
  message: StoredMessage,
  copies: readonly CopyStep[],
  noted: readonly JourneyNote[],
): PlacedStep[] {
  const told = new Set(copies.flatMap(step => (step.type === 'delivered' ? [keyOf(step)] : [])))
  const present = message.entries.map(entry => placedStep(message, entry))
  const there = new Set(present.map(keyOf))
  const gone = noted.flatMap((note): PlacedStep[] => {
    // When it was put there is known of those alone that came with the message.
    if (note.type !== 'expunged' || note.folder !== 'INBOX' || there.has(keyOf(note))) return []
    const { account, folder, uid } = note
    return [{ type: 'delivered', at: message.receivedAt, account, folder, uid }]
  })
  return [...present, ...gone].filter(step => !told.has(keyOf(step)))
}

function placedStep({ receivedAt }: StoredMessage, { folder, uid, savedAt }: Entry): PlacedStep {
  const { name, account } = folder
  const type = savedAt === receivedAt && name === 'INBOX' ? 'delivered' : 'placed'
  return { type, at: savedAt, account: account.address, folder: name, uid }
}

function keyOf({ account, folder, uid }: Pick<PlacedStep, 'account' | 'folder' | 'uid'>): string {
  return `${account} ${folder} ${uid}`
}
