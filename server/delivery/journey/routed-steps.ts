import type { DeliveryStepType } from '../../mailbox/delivery-step.ts'
import type { StoredMessage } from '../../mailbox/stored-message.ts'
import { canonicalAddress } from '../../message/mailbox-address.ts'
import type { DeliveryRecord } from '../queue/delivery-record.ts'
import type { JourneyNote } from './journey-note.ts'

/** Where the copy for a recipient of the envelope was to go, as was found when the message came. */
export interface RoutedStep {
  readonly type: 'routed'
  readonly at: number
  readonly recipient: string
  /** A mailbox here, the hosts of another domain, other addresses instead of this one, or nowhere: it was refused. */
  readonly to: 'mailbox' | 'elsewhere' | 'addresses' | 'nowhere'
  /** Whether it was the world, or a ready-made address, that said so. */
  readonly simulated: boolean
}

type Destination = RoutedStep['to']

/** What the first step of a delivery that is not about its waiting tells of where it goes. */
const DESTINATIONS: { readonly [T in DeliveryStepType]?: Destination } = {
  'looked-up': 'elsewhere',
  redirected: 'addresses',
  delivered: 'mailbox',
  // Without a look-up before, it is a mailbox here that had no room.
  deferred: 'mailbox',
  bounced: 'nowhere',
}

/** A step for each recipient of the envelope of whom it is still known, told from what came of it. */
export function routedSteps(
  { receivedAt: at, envelope, entries, overQuota, unplaced }: StoredMessage,
  deliveries: readonly DeliveryRecord[],
  notes: readonly JourneyNote[],
): RoutedStep[] {
  const simulated = new Map(
    deliveries.filter(({ parent }) => parent === null).map(record => [record.recipient, record]),
  )
  const owners = new Set([
    ...entries.map(({ folder }) => folder.account.address),
    ...notes.flatMap(note => (note.type === 'expunged' ? [note.account] : [])),
  ])
  return envelope.to.flatMap(({ address: recipient }): RoutedStep[] => {
    const record = simulated.get(recipient)
    const isOwner = owners.has(canonicalAddress(recipient))
    const to = record === undefined ? plainDestination(isOwner, overQuota + unplaced) : destinationOf(record)
    return to === null ? [] : [{ type: 'routed', at, recipient, to, simulated: record !== undefined }]
  })
}

/** @param refused how many recipients had no room, or no account */
function plainDestination(isOwner: boolean, refused: number): Destination | null {
  if (isOwner) return 'mailbox'
  // What became of a copy that left no mark, and of deliveries that were forgotten, is not known any more.
  return refused > 0 ? 'nowhere' : null
}

function destinationOf({ steps }: DeliveryRecord): Destination | null {
  for (const { type } of steps) {
    const destination = DESTINATIONS[type]
    if (destination !== undefined) return destination
  }
  return null
}
