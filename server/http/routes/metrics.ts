import type { Counter, Gauge, Registry } from 'prom-client'
import type { EventType } from '../../mailbox/feed-event.ts'
import type { App, RouteContext } from '../route-context.ts'

/** Counts what has happened since the start, as counters must not miss what was before the first scrape. */
class EventCounts {
  readonly #counts = new Map<EventType, number>()

  add(type: EventType): void {
    this.#counts.set(type, this.of(type) + 1)
  }

  of(type: EventType): number {
    return this.#counts.get(type) ?? 0
  }

  [Symbol.iterator](): IterableIterator<[EventType, number]> {
    return this.#counts[Symbol.iterator]()
  }
}

/** How deliveries end. Those that are redirected end as others, which have ends of their own. */
const OUTCOMES = ['delivered', 'bounced', 'dropped'] as const

/** Figures for Prometheus. */
export function metricsRoutes(app: App, context: RouteContext): void {
  const counts = new EventCounts()
  const unsubscribe = context.store.feed.subscribe(event => counts.add(event.type))
  app.addHook('onClose', async () => unsubscribe())
  let registry: Promise<Registry> | undefined
  app.get(
    '/metrics',
    {
      schema: {
        tags: ['sandbox'],
        summary: 'Figures for Prometheus',
        response: { 200: { content: { 'text/plain': {} } } },
      },
    },
    async (_request, reply) => {
      const metrics = await (registry ??= createRegistry(context, counts))
      return reply.type(metrics.contentType).send(await metrics.metrics())
    },
  )
}

async function createRegistry(context: RouteContext, counts: EventCounts): Promise<Registry> {
  const prometheus = await import('prom-client')
  const registry = new prometheus.Registry()
  for (const [name, help, value] of gaugesOf(context)) {
    const figure: Gauge = new prometheus.Gauge({
      name,
      help,
      registers: [registry],
      collect: () => figure.set(value()),
    })
  }
  registry.registerMetric(sessionGauge(prometheus, context))
  registry.registerMetric(eventCounter(prometheus, counts))
  registry.registerMetric(deliveryCounter(prometheus, counts))
  registry.registerMetric(faultCounter(prometheus, counts))
  if (context.dnsQueries !== undefined) registry.registerMetric(dnsCounter(prometheus, context.dnsQueries))
  return registry
}

/** Figures of one number each: name, what it is, and how it is found. */
function gaugesOf({ store, hub, startedAt, delivery }: RouteContext): [string, string, () => number][] {
  return [
    ['facteur_messages', 'Messages in the store.', () => store.count],
    ['facteur_message_bytes', 'Bytes that they hold.', () => store.bytes],
    ['facteur_accounts', 'Accounts, the catch-all account included.', () => [...store.accounts()].length],
    ['facteur_feed_position', 'Number of the newest event.', () => store.feed.seq],
    ['facteur_event_listeners', 'Clients of the event stream.', () => hub.count],
    [
      'facteur_queued_deliveries',
      'Deliveries that are not over.',
      () => (delivery.isLoaded ? delivery.queue.size : 0),
    ],
    ['facteur_uptime_seconds', 'Seconds since the start.', () => (performance.now() - startedAt) / 1000],
    ['process_resident_memory_bytes', 'Memory of the process.', () => process.memoryUsage.rss()],
  ]
}

type Prometheus = typeof import('prom-client')

function sessionGauge({ Gauge }: Prometheus, { sessions }: RouteContext): Gauge {
  const open = new Gauge({
    name: 'facteur_sessions',
    help: 'Open sessions by protocol.',
    labelNames: ['protocol'],
    registers: [],
    collect: () => {
      for (const protocol of ['smtp', 'pop3', 'imap', 'http'] as const) {
        open.set({ protocol }, sessions.count(protocol))
      }
    },
  })
  return open
}

function eventCounter({ Counter }: Prometheus, counts: EventCounts): Counter {
  const events = new Counter({
    name: 'facteur_events_total',
    help: 'Events since the start by type.',
    labelNames: ['type'],
    registers: [],
    collect: () => {
      events.reset()
      for (const [type, count] of counts) events.inc({ type }, count)
    },
  })
  return events
}

function deliveryCounter({ Counter }: Prometheus, counts: EventCounts): Counter {
  const deliveries = new Counter({
    name: 'facteur_deliveries_total',
    help: 'Deliveries of the queue that have ended since the start, by what became of them.',
    labelNames: ['outcome'],
    registers: [],
    collect: () => {
      deliveries.reset()
      for (const outcome of OUTCOMES) deliveries.inc({ outcome }, counts.of(`delivery.${outcome}`))
    },
  })
  return deliveries
}

function faultCounter({ Counter }: Prometheus, counts: EventCounts): Counter {
  const faults = new Counter({
    name: 'facteur_faults_fired_total',
    help: 'Faults that have befallen clients since the start.',
    registers: [],
    collect: () => {
      faults.reset()
      faults.inc(counts.of('fault.fired'))
    },
  })
  return faults
}

function dnsCounter({ Counter }: Prometheus, counts: ReadonlyMap<string, number>): Counter {
  const queries = new Counter({
    name: 'facteur_dns_queries_total',
    help: "Queries to the world's DNS since the start, by what they were answered.",
    labelNames: ['rcode'],
    registers: [],
    collect: () => {
      queries.reset()
      for (const [rcode, count] of counts) queries.inc({ rcode }, count)
    },
  })
  return queries
}
