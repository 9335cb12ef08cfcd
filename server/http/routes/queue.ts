import { DeliveryError } from '../../delivery/queue/delivery-error.ts'
import type { DeliveryRecord } from '../../delivery/queue/delivery-record.ts'
import type { Queue } from '../../delivery/queue/queue.ts'
import { retryInParts } from '../../delivery/queue/retry-in-parts.ts'
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
export function queueRoutes(app: App, context: RouteContext): void {
  listRoute(app, context)
  retryRoute(app, context)
  deliveryRoute(app, context)
  transcriptRoute(app, context)
  actRoutes(app, context)
}

function listRoute(app: App, { delivery, store }: RouteContext): void {
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
      const end = page === undefined ? Infinity : placeOf(page)
      const query = queryOf(selection)
      // One more than is given tells whether more follow.
      const { found, total } =
        query === undefined
          ? { found: delivery.queue.newest(limit + 1, end), total: delivery.queue.size }
          : await search(delivery.queue, store, query, { limit: limit + 1, end })
      const items = found.slice(0, limit)
      const next = found.length > limit ? String(items.at(-1)?.number) : null
      return { items: items.map(record => queuedInfo(record, store)), next, total, cursor }
    },
  )
}

function retryRoute(app: App, { delivery, store }: RouteContext): void {
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
      const { queue } = delivery
      const query = queryOf(request.query)
      const chosen = query === undefined ? [...queue.open] : await select(queue, store, query)
      return { retried: await retryInParts(queue, chosen) }
    },
  )
}

function deliveryRoute(app: App, { delivery, store }: RouteContext): void {
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
}

function transcriptRoute(app: App, { delivery }: RouteContext): void {
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
}

function actRoutes(app: App, { delivery, store }: RouteContext): void {
  for (const [name, summary, act] of ACTS) {
    app.post(
      `/queue/:delivery/${name}`,
      { schema: { tags, summary, params: DeliveryParams, response: { 200: Delivery } } },
      async (request): Promise<Delivery> => deliveryInfo(act(delivery.queue, request.params.delivery), store),
    )
  }
}

/** The newest deliveries of messages that match, newest first, of those with a number below `end`; and how many match at all. */
async function search(
  queue: Queue,
  store: Store,
  query: Query,
  { limit, end }: { limit: number; end: number },
): Promise<{ found: DeliveryRecord[]; total: number }> {
  const all = await select(queue, store, query)
  const count = all.findLastIndex(({ number }) => number < end) + 1
  return { found: all.slice(Math.max(0, count - limit), count).reverse(), total: all.length }
}

/** The deliveries of messages that match, the oldest first; it is looked in slices between which others get their turn. */
async function select(queue: Queue, store: Store, query: Query): Promise<DeliveryRecord[]> {
  const slice = new TimeSlice()
  const found: DeliveryRecord[] = []
  // A message has its deliveries side by side, and may have a thousand.
  let last = ''
  let isMatch = false
  for (const record of queue.open) {
    if (slice.over) await slice.next()
    if (record.message !== last) {
      last = record.message
      const message = store.message(last)
      isMatch = message !== undefined && matches(query, message)
    }
    if (isMatch) found.push(record)
  }
  return found.filter(({ isOpen }) => isOpen)
}

/** @throws DomainError invalid-page */
function placeOf(page: string): number {
  if (/^\d{1,15}$/.test(page)) return Number(page)
  throw new DomainError('invalid-page', `"${page}" is no page; use the \`next\` of an answer`)
}
