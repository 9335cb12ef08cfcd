import type { FastifyRequest } from 'fastify'
import { parseYaml, YamlSyntaxError } from '../../delivery/world/parse-yaml.ts'
import type { WorldHolder } from '../../delivery/world/world-holder.ts'
import { WORLD_LIMITS } from '../../delivery/world/world-limits.ts'
import { WorldSyntaxError } from '../../delivery/world/world-syntax-error.ts'
import type { TSchema } from '../contract/schema.ts'
import { ReadyMadeAddresses, World, WorldPatch } from '../contract/world.ts'
import { ProblemError } from '../problem.ts'
import type { App, RouteContext } from '../route-context.ts'

const tags = ['world']

const JSON_TYPE = 'application/json'

/** RFC 7396 §4 */
const MERGE_PATCH = 'application/merge-patch+json'

/** RFC 9512 §2.1, with the names that it had before. */
const YAML = 'application/yaml'
const YAML_ALIASES = ['application/x-yaml', 'text/yaml', 'text/x-yaml']

/** Characters of a document in YAML, which takes far longer to read than JSON. */
const YAML_LIMIT = 1024 * 1024

/** Bytes of a body: a character takes three of UTF-8 at most, and how long a world may be, `parseWorld` says. */
const BODY_LIMIT = 3 * WORLD_LIMITS.document

/** `parseWorld` checks more than a schema says, and tells of it in the words in which it does of a file. */
const unchecked = () => (value: unknown) => ({ value })

/** The simulated outside: domains, their hosts, and how these behave. */
export function worldRoutes(app: App, { world }: RouteContext): void {
  app.get(
    '/world',
    { schema: { tags, summary: 'Read the world', response: { 200: World } } },
    async (): Promise<World> => world.document,
  )
  readyMadeRoute(app, world)
  // In a scope of their own: nothing else is taken as YAML, nor so long that it must be said where it is wrong.
  void app.register(async scope => {
    const readAs = (types: string[], read: (body: string) => Promise<unknown>) =>
      scope.addContentTypeParser(types, { parseAs: 'string' }, (_request: FastifyRequest, body: string) =>
        read(body),
      )
    scope.removeContentTypeParser([JSON_TYPE, MERGE_PATCH])
    readAs([JSON_TYPE, MERGE_PATCH], readJson)
    readAs([YAML, ...YAML_ALIASES], readYaml)
    changeRoutes(scope, world)
  })
}

function changeRoutes(app: App, world: WorldHolder): void {
  const response = { 200: World }
  app.put(
    '/world',
    {
      schema: {
        tags,
        summary: 'Put another world in place of this one',
        description:
          'In one step; `{}` simulates nothing but the ready-made addresses. A wrong one changes nothing.',
        body: bodyOf(World, JSON_TYPE, YAML),
        response,
      },
      bodyLimit: BODY_LIMIT,
      validatorCompiler: unchecked,
    },
    async (request): Promise<World> => {
      await refuseWrong(() => world.replace(request.body))
      return world.document
    },
  )

  app.patch(
    '/world',
    {
      schema: {
        tags,
        summary: 'Change parts of the world',
        description:
          'A merge patch (RFC 7396), in one step: members that are null go, lists are replaced whole. A wrong one changes nothing.',
        body: bodyOf(WorldPatch, JSON_TYPE, MERGE_PATCH, YAML),
        response,
      },
      bodyLimit: BODY_LIMIT,
      validatorCompiler: unchecked,
    },
    async (request): Promise<World> => {
      await refuseWrong(() => world.merge(request.body))
      return world.document
    },
  )
}

function readyMadeRoute(app: App, world: WorldHolder): void {
  app.get(
    '/world/ready-made',
    {
      schema: {
        tags,
        summary: 'List the addresses that behave in a way of their own',
        description: 'Without a world, and as long as the world has no domain of the same name.',
        response: { 200: ReadyMadeAddresses },
      },
    },
    async (): Promise<ReadyMadeAddresses> => ({ items: [...(await world.readyMade())] }),
  )
}

function bodyOf(schema: TSchema, ...types: string[]) {
  return { content: Object.fromEntries(types.map(type => [type, { schema }])) }
}

/** @throws ProblemError */
async function readJson(body: string): Promise<unknown> {
  try {
    return JSON.parse(body)
  } catch (error) {
    throw new ProblemError('invalid-json', `The body does not parse as JSON: ${(error as Error).message}.`)
  }
}

/** @throws ProblemError */
async function readYaml(body: string): Promise<unknown> {
  if (body.length > YAML_LIMIT) {
    throw new ProblemError(
      'payload-too-large',
      `A world in YAML has ${YAML_LIMIT} characters at most; send JSON.`,
    )
  }
  return parseYaml(body).catch((error: unknown) => {
    if (!(error instanceof YamlSyntaxError)) throw error
    throw new ProblemError('invalid-request', `The body does not parse as YAML: ${error.message}`)
  })
}

async function refuseWrong(change: () => Promise<void>): Promise<void> {
  try {
    await change()
  } catch (error) {
    if (!(error instanceof WorldSyntaxError)) throw error
    const { path, reason: message } = error
    throw new ProblemError('invalid-request', `In the body, ${error.message}.`, {
      errors: [{ path, message }],
    })
  }
}
