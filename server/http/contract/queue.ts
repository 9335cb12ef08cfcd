import { PageQuery, queryProperty } from './list.ts'
import { Type, nullable, type Static, type TProperties } from './schema.ts'

const STRICT = { additionalProperties: false }

const dateTime = Type.String({ format: 'date-time' })

const texts = (description: string) =>
  Type.Unsafe<readonly string[]>(Type.Array(Type.String(), { description }))

const SmtpReply = Type.Object({
  code: Type.Integer({ examples: [451] }),
  enhanced: nullable(Type.String({ examples: ['4.7.1'] })),
  text: Type.String(),
})

/** What each kind of step of a delivery tells, in the queue and on the event stream. */
export const DELIVERY_STEPS = {
  queued: {},
  redirected: { to: texts('The addresses it goes to instead.') },
  'looked-up': {
    domain: Type.String(),
    answer: Type.String({ examples: ['MX 10 mx1.partner.test, MX 20 mx2.partner.test'] }),
    hosts: texts('In the order in which they are tried.'),
  },
  attempted: {
    host: Type.String(),
    address: nullable(Type.String()),
    stage: Type.String({ description: 'How far the conversation came.', examples: ['rcpt'] }),
    reply: nullable(SmtpReply, { description: 'Null when the connection came to nothing.' }),
    reason: Type.String({ examples: ['connection timed out'] }),
    status: Type.String({
      description: "RFC 3463: the reply's own, or what can be said without one.",
      examples: ['4.4.1'],
    }),
  },
  deferred: { nextTry: dateTime, reason: Type.String() },
  warned: {
    report: nullable(Type.String(), {
      description: 'The message that told the sender; null when none was due.',
    }),
  },
  held: {},
  released: {},
  delivered: { account: Type.String(), folder: Type.String(), uid: Type.Integer() },
  bounced: {
    reason: Type.String(),
    status: Type.String({ description: 'RFC 3463.', examples: ['5.1.1'] }),
    bounce: nullable(Type.String(), {
      description: 'The message that told the sender; null when none was due.',
    }),
  },
  dropped: {},
} as const

const step = <const Name extends string, Properties extends TProperties>(
  type: Name,
  properties: Properties,
  description: string,
) =>
  Type.Object(
    {
      type: Type.Literal(type),
      at: dateTime,
      by: Type.String({ description: 'The server that did it.' }),
      ...properties,
    },
    { description },
  )

/** What befell a delivery. */
export const DeliveryStep = Type.Union(
  [
    step('queued', DELIVERY_STEPS.queued, 'A server took charge of it.'),
    step('redirected', DELIVERY_STEPS.redirected, 'An alias, or an account that sends its mail on.'),
    step('looked-up', DELIVERY_STEPS['looked-up'], 'The DNS said where its domain takes mail.'),
    step('attempted', DELIVERY_STEPS.attempted, 'A host was called.'),
    step('deferred', DELIVERY_STEPS.deferred, 'It waits for another try.'),
    step('warned', DELIVERY_STEPS.warned, 'The sender was told that it is late.'),
    step('held', DELIVERY_STEPS.held, 'Someone holds it up.'),
    step('released', DELIVERY_STEPS.released, 'Nobody holds it up any more.'),
    step('delivered', DELIVERY_STEPS.delivered, 'It is in a mailbox.'),
    step('bounced', DELIVERY_STEPS.bounced, 'It failed for good.'),
    step('dropped', DELIVERY_STEPS.dropped, 'Its message was deleted.'),
  ],
  { description: 'What befell a delivery.' },
)
export type DeliveryStep = Static<typeof DeliveryStep>

const facts = {
  id: Type.String({ examples: ['d1'] }),
  message: Type.String({ description: 'The id of the message.' }),
  subject: Type.String(),
  sender: Type.String({ description: 'The envelope sender; empty for the null reverse-path.' }),
  recipient: Type.String(),
  parent: nullable(Type.String(), {
    description: 'The delivery that was redirected to this recipient; null when the envelope names it.',
  }),
  by: Type.String({ description: 'The server that has charge of it.', examples: ['facteur.test'] }),
  state: Type.Enum(['queued', 'held', 'delivered', 'redirected', 'bounced', 'dropped']),
  queuedAt: dateTime,
  nextTry: nullable(dateTime, { description: 'Null while it is held, on the line to a host, or over.' }),
  giveUpAt: dateTime,
  attempts: Type.Integer({ description: 'How often a host was called.' }),
  lastReply: nullable(Type.String({ description: 'How the last attempt came out.' })),
}

/** A delivery, as the queue lists it. */
export const QueuedDelivery = Type.Object(facts, { description: 'The way of one message to one recipient.' })
export type QueuedDelivery = Static<typeof QueuedDelivery>

/** A delivery with its steps; also one that is over, as long as its message lives. */
export const Delivery = Type.Object({
  ...facts,
  steps: Type.Array(DeliveryStep, { description: 'In the order in which they happened.' }),
  stepsLeftOut: Type.Integer({ description: 'How many steps, of very many, are left out in the middle.' }),
})
export type Delivery = Static<typeof Delivery>

/** Of how many deliveries the next try was brought forward. */
export const Retried = Type.Object({ retried: Type.Integer() })
export type Retried = Static<typeof Retried>

/** Which deliveries are meant. */
export const QueueSelection = Type.Object({ query: queryProperty }, STRICT)
export type QueueSelection = Static<typeof QueueSelection>

/** What the list of the queue takes. */
export const QueueQuery = Type.Object({ query: queryProperty, ...PageQuery.properties }, STRICT)
export type QueueQuery = Static<typeof QueueQuery>
