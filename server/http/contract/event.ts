import { FaultAct } from './fault.ts'
import { Summary, TranscriptLine } from './message.ts'
import { DELIVERY_STEPS } from './queue.ts'
import { Type, nullable, type Static, type TProperties } from './schema.ts'

function event<const Name extends string, Properties extends TProperties>(
  type: Name,
  properties: Properties,
  description: string,
) {
  return Type.Object(
    {
      seq: Type.Integer({ description: 'Its position in the feed: a cursor.' }),
      at: Type.String({ format: 'date-time' }),
      type: Type.Literal(type),
      ...properties,
    },
    { description },
  )
}

const entry = {
  account: Type.String(),
  folder: Type.String(),
  uid: Type.Integer(),
  id: Type.String({ description: 'The message.' }),
  modseq: Type.Integer(),
}

const folder = { account: Type.String(), folder: Type.String() }

const delivery = {
  id: Type.String({ description: 'The message.' }),
  delivery: Type.String({ description: 'Its id.', examples: ['d1'] }),
  recipient: Type.String(),
  by: Type.String({ description: 'The server that did it.' }),
}

const envelope = nullable(Type.Object({ from: Type.String(), to: Type.Array(Type.String()) }))

const session = {
  session: Type.String(),
  protocol: Type.String(),
  address: Type.String({ description: "The client's IP address." }),
  port: Type.Integer(),
  user: nullable(Type.String()),
}

/** One change, as the event stream tells it. */
export const Event = Type.Union(
  [
    event(
      'hello',
      { instance: Type.String() },
      'Begins every stream: all that happened after `seq` follows.',
    ),
    event(
      'reset',
      { instance: Type.String() },
      'The cursor is too old or of another instance, or all was dropped: list again. What happens after `seq` follows.',
    ),
    event('message.captured', { id: Type.String(), summary: Summary }, 'A message came in.'),
    event(
      'message.deleted',
      { id: Type.String(), reason: Type.String({ examples: ['deleted', 'evicted'] }) },
      'A message is gone everywhere.',
    ),
    event('entry.placed', entry, 'A message was put into a folder.'),
    event('entry.flagged', { ...entry, flags: Type.Array(Type.String()) }, 'Flags of an entry changed.'),
    event('entry.expunged', entry, 'An entry was taken out of a folder.'),
    event('folder.created', folder, 'A folder was made.'),
    event(
      'folder.renamed',
      { ...folder, name: Type.String({ description: 'The new name.' }) },
      'A folder has a new name.',
    ),
    event('folder.deleted', folder, 'A folder is gone.'),
    event('session.opened', session, 'A client connected or logged in.'),
    event(
      'session.fetched',
      { ...session, ids: Type.Array(Type.String(), { description: 'The messages.' }) },
      'A POP3 or IMAP client took the content of messages.',
    ),
    event('session.closed', session, 'A client went away.'),
    event(
      'clock.changed',
      { now: Type.String({ format: 'date-time' }), rate: Type.Number() },
      'World time was set, frozen, let run or moved forward.',
    ),
    event('world.changed', {}, 'The simulated outside is another one: read it again.'),
    event(
      'session.refused',
      {
        protocol: Type.String(),
        address: Type.String(),
        reason: Type.String(),
        reply: nullable(Type.String({ description: 'The last reply that the client was given.' })),
        ehlo: nullable(Type.String()),
        user: nullable(Type.String()),
        envelope,
        transcript: Type.Array(TranscriptLine),
      },
      'A message or a client was refused, or broke off.',
    ),
    event(
      'fault.fired',
      {
        fault: Type.String({ description: 'Its id.', examples: ['f1'] }),
        stage: Type.String({ examples: ['rcpt', 'pop3:retr'] }),
        act: FaultAct,
        session: nullable(Type.String(), { description: 'Null before there was a session.' }),
        address: Type.String({ description: "The client's IP address." }),
        user: nullable(Type.String()),
        message: nullable(Type.String(), {
          description:
            'The id of the message that was asked for, at `pop3:retr`, `pop3:top` and `pop3:dele`.',
        }),
        envelope,
      },
      'A fault that was set befell a client.',
    ),
    event('faults.changed', {}, 'Faults were set or deleted: list them again.'),
    event('delivery.queued', delivery, 'A server took charge of a delivery.'),
    event(
      'delivery.redirected',
      { ...delivery, ...DELIVERY_STEPS.redirected },
      'A delivery goes to other addresses instead: an alias, or an account that sends its mail on.',
    ),
    event(
      'delivery.looked-up',
      { ...delivery, ...DELIVERY_STEPS['looked-up'] },
      'The DNS said where the domain of a recipient takes mail.',
    ),
    event(
      'delivery.attempted',
      { ...delivery, ...DELIVERY_STEPS.attempted },
      'A server called a host to hand on a message.',
    ),
    event(
      'delivery.deferred',
      { ...delivery, ...DELIVERY_STEPS.deferred },
      'A delivery waits for another try.',
    ),
    event(
      'delivery.warned',
      { ...delivery, ...DELIVERY_STEPS.warned },
      'The sender was told that a delivery is late.',
    ),
    event('delivery.held', delivery, 'Someone holds up a delivery.'),
    event('delivery.released', delivery, 'Nobody holds up a delivery any more.'),
    event(
      'delivery.delivered',
      { ...delivery, ...DELIVERY_STEPS.delivered },
      'The copy for a recipient is in a mailbox.',
    ),
    event('delivery.bounced', { ...delivery, ...DELIVERY_STEPS.bounced }, 'A delivery failed for good.'),
    event('delivery.dropped', delivery, 'The message of a delivery was deleted.'),
  ],
  { description: 'One change.' },
)
export type Event = Static<typeof Event>
export type EventType = Event['type']

/** What the event stream takes. */
export const EventQuery = Type.Object(
  {
    after: Type.Optional(
      Type.String({
        pattern: '^(\\d{1,15}|[\\w-]{1,64}:\\d{1,15})$',
        description: 'Only what happened after this position: a cursor, or `instance:cursor`.',
      }),
    ),
    query: Type.Optional(
      Type.String({ maxLength: 10_000, description: 'Only events of messages that match; others pass.' }),
    ),
    types: Type.Optional(
      Type.String({
        maxLength: 1000,
        description: 'Only these types, parted by commas; `message.*` means all that begin so.',
      }),
    ),
  },
  { additionalProperties: false },
)
export type EventQuery = Static<typeof EventQuery>
