import type { FaultRule as ParsedRule } from '../../delivery/faults/fault-rule.ts'
import { type Faults, TooManyFaultsError } from '../../delivery/faults/faults.ts'
import type { ScriptedFault } from '../../delivery/faults/scripted-fault.ts'
import { Fault, FaultRule, FaultSelection } from '../contract/fault.ts'
import { pageOf, type Page } from '../contract/list.ts'
import { Deleted } from '../contract/message.ts'
import { Type } from '../contract/schema.ts'
import { ProblemError } from '../problem.ts'
import type { App, RouteContext } from '../route-context.ts'

const tags = ['faults']

const FaultParams = Type.Object({ fault: Type.String({ maxLength: 100, description: 'The id of a fault.' }) })

/** Scripted misbehaviour of our listeners. */
export function faultsRoutes(app: App, context: RouteContext): void {
  listRoutes(app, context)
  addRoute(app, context)
  oneRoutes(app, context)
}

function listRoutes(app: App, { faults, store }: RouteContext): void {
  app.get(
    '/faults',
    {
      schema: {
        tags,
        summary: 'List faults, in the order in which they are tried',
        querystring: FaultSelection,
        response: { 200: pageOf(Fault) },
      },
    },
    async (request): Promise<Page<Fault>> => {
      const items = faults.list(request.query.scope).map(fault => faultInfo(fault, faults))
      return { items, next: null, total: items.length, cursor: store.feed.seq }
    },
  )

  app.delete(
    '/faults',
    {
      schema: {
        tags,
        summary: 'Delete faults: all, or those of one scope',
        querystring: FaultSelection,
        response: { 200: Deleted },
      },
    },
    async (request): Promise<Deleted> => ({ deleted: faults.clear(request.query.scope) }),
  )
}

function addRoute(app: App, { faults }: RouteContext): void {
  app.post(
    '/faults',
    {
      schema: {
        tags,
        summary: 'Set a fault, behind all others',
        description: 'At each stage of a session the first fault that matches fires, and no other.',
        body: FaultRule,
        response: { 201: Fault },
      },
      // `parseFault` checks more than a schema says, and tells of it in the words in which it does of a file.
      validatorCompiler: () => value => ({ value }),
    },
    async (request, reply): Promise<Fault> => {
      const fault = add(faults, await parse(request.body))
      reply.code(201).header('location', `/api/v1/faults/${fault.id}`)
      return faultInfo(fault, faults)
    },
  )
}

function oneRoutes(app: App, { faults }: RouteContext): void {
  app.get(
    '/faults/:fault',
    { schema: { tags, summary: 'Read a fault', params: FaultParams, response: { 200: Fault } } },
    async (request): Promise<Fault> => {
      const fault = faults.get(request.params.fault)
      if (fault === undefined) throw noSuchFault(request.params.fault)
      return faultInfo(fault, faults)
    },
  )

  app.delete(
    '/faults/:fault',
    { schema: { tags, summary: 'Delete a fault', params: FaultParams, response: { 204: {} } } },
    async (request, reply) => {
      if (!faults.remove(request.params.fault)) throw noSuchFault(request.params.fault)
      return reply.code(204).send()
    },
  )
}

async function parse(body: unknown): Promise<ParsedRule> {
  const { parseFault } = await import('../../delivery/faults/parse-fault.ts')
  const { FaultSyntaxError } = await import('../../delivery/faults/fault-syntax-error.ts')
  try {
    return parseFault(body)
  } catch (error) {
    if (!(error instanceof FaultSyntaxError)) throw error
    const { path, reason: message } = error
    throw new ProblemError('invalid-request', `In the body, ${error.message}.`, {
      errors: [{ path, message }],
    })
  }
}

function add(faults: Faults, rule: ParsedRule): ScriptedFault {
  try {
    return faults.add(rule)
  } catch (error) {
    if (error instanceof TooManyFaultsError) throw new ProblemError('too-many-faults', error.message)
    throw error
  }
}

function noSuchFault(id: string): ProblemError {
  return new ProblemError('no-such-fault', `There is no fault "${id}"; GET /api/v1/faults lists them.`)
}

function faultInfo(fault: ScriptedFault, faults: Faults): Fault {
  const { id, rule, fired, addedAt, endsAt } = fault
  return {
    id,
    ...rule,
    fired,
    active: faults.isActive(fault),
    addedAt: new Date(addedAt).toISOString(),
    endsAt: endsAt === null ? null : new Date(endsAt).toISOString(),
  }
}
