import { DeliveryError } from '../../delivery/queue/delivery-error.ts'
import type { DeliveryRecord } from '../../delivery/queue/delivery-record.ts'
import type { Queue } from '../../delivery/queue/queue.ts'
import { DomainError } from '../../mailbox/domain-error.ts'
import { matches } from '../../mailbox/match.ts'
import type { Query } from '../../mailbox/query.ts'
import type { Store } from '../../mailbox/store.ts'
import { TimeSlice } from '../../mailbox/time-slice.ts'
import { DEFAULT_LIMIT, pageOf, type Page } from '../contract/list.ts'
import { Transcript } from '../contract/message.ts'
import { Delivery, QueuedDelivery, QueueQuery, QueueSelection, Retried } from '../contract/queue.ts'
import { Type } from '../contract/schema.ts'
import type { App, RouteContext } from '../route-context.ts'
import { deliveryInfo, queuedInfo } from './delivery-info.ts'
import { queryOf } from './message-lookup.ts'

const tags = ['queue']

const DeliveryParams = Type.Object({
  delivery: Type.String({ maxLength: 100, description: 'The id of a delivery.' }),
})

const AttemptParams = Type.Object({
  ...DeliveryParams.properties,
  attempt: Type.Integer({
    minimum: 1,
    description: 'Which of its steps of the type `attempted`, from 1.',
  }),
})

/** What can be done with one delivery, by the last part of the address. */
const ACTS = [
  ['retry', 'Try a delivery now', (queue: Queue, id: string) => queue.retry(id)],
  ['hold', 'Hold a delivery up until it is released', (queue: Queue, id: string) => queue.hold(id)],
  ['release', 'Let a delivery go on that is held', (queue: Queue, id: string) => queue.release(id)],
  ['giveup', 'Give a delivery up now: it bounces', (queue: Queue, id: string) => queue.giveUp(id)],
] as const

/** Deliveries that are not done yet, of our server and of the simulated relays, and what can be done with them. */
export function queueRoutes(app: App, { delivery, store }: RouteContext): void {
  app.get(
    '/queue',
    {
      schema: {
        tags,
        summary: 'List the deliveries that wait or are held, newest first',
        querystring: QueueQuery,
        response: { 200: pageOf(QueuedDelivery) },
      },
    },
    async ({ query: { limit = DEFAULT_LIMIT, page, ...selection } }): Promise<Page<QueuedDelivery>> => {
      const cursor = store.feed.seq
      const before = page === undefined ? Infinity : placeOf(page)
      const found = await select(delivery.queue, store, queryOf(selection))
      const rest = found.toReversed().filter(record => numberOf(record) < before)
      const items = rest.slice(0, limit)
      const last = items.at(-1)
      const next = last !== undefined && rest.length > items.length ? String(numberOf(last)) : null
      return { items: items.map(record => queuedInfo(record, store)), next, total: found.length, cursor }
    },
  )

  app.post(
    '/queue/retry',
    {
      schema: {
        tags,
        summary: 'Try every delivery now that waits',
        description: 'Those that are held stay so.',
        querystring: QueueSelection,
        response: { 200: Retried },
      },
    },
    async (request): Promise<Retried> => {
      const chosen = new Set(await select(delivery.queue, store, queryOf(request.query)))
      return { retried: delivery.queue.retryAll(record => chosen.has(record)) }
    },
  )

  app.get(
    '/queue/:delivery',
    {
      schema: {
        tags,
        summary: 'Read a delivery, with all that befell it',
        description: 'Also one that is over, as long as its message lives.',
        params: DeliveryParams,
        response: { 200: Delivery },
      },
    },
    async ({ params: { delivery: id } }): Promise<Delivery> => {
      const record = delivery.queue.get(id)
      if (record !== undefined) return deliveryInfo(record, store)
      throw new DeliveryError('no-such-delivery', `There is no delivery "${id}"; its message may be gone.`)
    },
  )

  app.get(
    '/queue/:delivery/attempts/:attempt/transcript',
    {
      schema: {
        tags,
        summary: 'The conversation with a host in an attempt to deliver',
        description:
          'The host is simulated, as the first line says; the others tell what it would have said.',
        params: AttemptParams,
        response: { 200: Transcript },
      },
    },
    async ({ params: { delivery: id, attempt } }): Promise<Transcript> => ({
      items: delivery.queue.transcript(id, attempt),
    }),
  )

  for (const [name, summary, act] of ACTS) {
    app.post(
      `/queue/:delivery/${name}`,
      { schema: { tags, summary, params: DeliveryParams, response: { 200: Delivery } } },
      async (request): Promise<Delivery> => deliveryInfo(act(delivery.queue, request.params.delivery), store),
    )
  }
}

/** The deliveries of messages that match, the oldest first; it is looked in slices between which others get their turn. */
async function select(queue: Queue, store: Store, query: Query | undefined): Promise<DeliveryRecord[]> {
  if (query === undefined) return [...queue.open]
  const slice = new TimeSlice()
  const found: DeliveryRecord[] = []
  for (const record of queue.open) {
    if (slice.over) await slice.next()
    const message = store.message(record.message)
    if (message !== undefined && matches(query, message)) found.push(record)
  }
  return found
}

function numberOf({ id }: DeliveryRecord): number {
  return Number(id.slice(1))
}

/** @throws DomainError invalid-page */
function placeOf(page: string): number {
  if (/^\d{1,15}$/.test(page)) return Number(page)
  throw new DomainError('invalid-page', `"${page}" is no page; use the \`next\` of an answer`)
}
