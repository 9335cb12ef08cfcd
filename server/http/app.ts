import Fastify from 'fastify'
import { randomUUID } from 'node:crypto'
import { Waits } from '../mailbox/waits.ts'
import { answerClientError } from './client-error.ts'
import { addCompression } from './compression.ts'
import { addErrorHandler, problemOf, sendProblem } from './error-handler.ts'
import { EventHub } from './events/event-hub.ts'
import { addGuard } from './guard/guard.ts'
import { originForm } from './guard/origin-form.ts'
import { HTTP_LIMITS, type HttpLimits } from './limits.ts'
import { addNotFoundHandler, collectMethods } from './not-found.ts'
import { collectRouteDocuments } from './openapi/route-documents.ts'
import type { App, ContractTypeProvider, HttpOptions, RouteContext } from './route-context.ts'
import { accountRoutes } from './routes/account.ts'
import { accountsRoutes } from './routes/accounts.ts'
import { answerRoutes } from './routes/answer.ts'
import { clockRoutes } from './routes/clock.ts'
import { docsRoutes } from './routes/docs.ts'
import { entriesRoutes } from './routes/entries.ts'
import { entryRoutes } from './routes/entry.ts'
import { eventsRoutes } from './routes/events.ts'
import { faultsRoutes } from './routes/faults.ts'
import { folderRoutes } from './routes/folder.ts'
import { foldersRoutes } from './routes/folders.ts'
import { infoRoutes } from './routes/info.ts'
import { injectRoutes } from './routes/inject.ts'
import { messageCheckRoutes } from './routes/message-checks.ts'
import { messageJourneyRoutes } from './routes/message-journey.ts'
import { messageStructureRoutes } from './routes/message-structure.ts'
import { messageTextRoutes } from './routes/message-text.ts'
import { messageFileRoutes } from './routes/message-files.ts'
import { messageHtmlRoutes } from './routes/message-html.ts'
import { messageThreadRoutes } from './routes/message-thread.ts'
import { messageRoutes } from './routes/message.ts'
import { messagesRoutes } from './routes/messages.ts'
import { metricsRoutes } from './routes/metrics.ts'
import { probeRoutes } from './routes/probes.ts'
import { queueRoutes } from './routes/queue.ts'
import { reportRoutes } from './routes/reports.ts'
import { transferRoutes } from './routes/transfer.ts'
import { tunnelRoutes } from './routes/tunnel.ts'
import { waitRoutes } from './routes/wait.ts'
import { webRoutes } from './routes/web.ts'
import { worldRoutes } from './routes/world.ts'
import { addSecurityHeaders } from './security-headers.ts'
import { addUpgrades, asksForWebSocket } from './upgrade.ts'
import { NO_COMPILERS, createValidatorCompiler } from './validation.ts'

/** The routes of the API, each file a resource. */
const API = [
  messagesRoutes,
  injectRoutes,
  waitRoutes,
  messageRoutes,
  messageTextRoutes,
  messageStructureRoutes,
  messageHtmlRoutes,
  messageFileRoutes,
  messageThreadRoutes,
  messageJourneyRoutes,
  messageCheckRoutes,
  answerRoutes,
  reportRoutes,
  accountsRoutes,
  accountRoutes,
  tunnelRoutes,
  foldersRoutes,
  folderRoutes,
  entriesRoutes,
  entryRoutes,
  transferRoutes,
  queueRoutes,
  faultsRoutes,
  worldRoutes,
  eventsRoutes,
  clockRoutes,
  infoRoutes,
]

/** Characters of one part of an address: the schemas bound it, not the router, which would take it for another address. */
const MAX_PARAMETER = 64 * 1024

/** The HTTP application: hooks, then routes. It owns no port. */
export async function createApp(options: HttpOptions): Promise<{ app: App; hub: EventHub; waits: Waits }> {
  const context = contextOf(options)
  const app: App = Fastify({
    http: {
      shouldUpgradeCallback: asksForWebSocket,
      // The guard says so in our own words.
      requireHostHeader: false,
      ...requestTimes(context.limits),
    },
    requestTimeout: context.limits.requestTime,
    rewriteUrl: originForm,
    bodyLimit: context.limits.body,
    routerOptions: { maxParamLength: MAX_PARAMETER },
    genReqId: () => randomUUID(),
    schemaController: { compilersFactory: NO_COMPILERS },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, _request, reply) => {
      void sendProblem(reply, problemOf(error))
    },
  }).withTypeProvider<ContractTypeProvider>()
  app.setValidatorCompiler(createValidatorCompiler())
  app.setSerializerCompiler(() => JSON.stringify)
  app.removeContentTypeParser('text/plain')
  // RFC 9110 §10.1.1: expectations that are not known may be ignored; Node would refuse them with no word.
  app.server.on('checkExpectation', app.routing)
  const documents = collectRouteDocuments(app)
  const takenMethods = collectMethods(app)
  addErrorHandler(app, context.onError)
  addNotFoundHandler(app, takenMethods)
  addGuard(app, context)
  addCompression(app)
  addSecurityHeaders(app)
  addUpgrades(app)
  await app.register(
    async (api: App) => {
      // Starting does not pay for the simulation, the first request does.
      api.addHook('onRequest', () => context.delivery.load())
      addJsonParser(api)
      for (const routes of API) routes(api, context)
    },
    { prefix: '/api/v1' },
  )
  probeRoutes(app)
  metricsRoutes(app, context)
  docsRoutes(app, context, documents)
  webRoutes(app, context, takenMethods)
  await app.ready()
  return { app, hub: context.hub, waits: context.waits }
}

/** RFC 7396 §4: changes have a type of their own. */
const JSON_TYPES = ['application/json', 'application/merge-patch+json']

/** Many clients announce JSON with every request: without a byte of it, there is no body. */
function addJsonParser(api: App): void {
  const parse = api.getDefaultJsonParser('error', 'error')
  api.addContentTypeParser(JSON_TYPES, { parseAs: 'string' }, (request, body: string, done) => {
    if (body === '') done(null, undefined)
    else void parse(request, body, done)
  })
}

/** How long Node waits for the header of a request and for all of it, and how often it looks. */
function requestTimes({ requestTime }: HttpLimits) {
  return {
    requestTimeout: requestTime,
    headersTimeout: Math.min(60_000, requestTime),
    connectionsCheckingInterval: Math.min(30_000, requestTime),
  }
}

function contextOf(options: HttpOptions): RouteContext {
  const { store, clock, instance = randomUUID() } = options
  const limits = { ...HTTP_LIMITS, ...options.limits }
  const hub = new EventHub({
    feed: store.feed,
    clock,
    instance,
    maxListeners: limits.eventStreams,
    maxBacklog: limits.eventBacklog,
  })
  return { ...options, instance, limits, hub, waits: new Waits(store), startedAt: performance.now() }
}
