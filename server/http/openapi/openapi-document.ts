import { Account, Entry, FolderInfo } from '../contract/account.ts'
import { Event } from '../contract/event.ts'
import { Fault } from '../contract/fault.ts'
import { Info } from '../contract/info.ts'
import { Composition, Message, Part, Summary } from '../contract/message.ts'
import { Problem } from '../contract/problem.ts'
import { Delivery, QueuedDelivery } from '../contract/queue.ts'
import { World } from '../contract/world.ts'
import type { RouteDocument, RouteSchema } from './route-documents.ts'

/** Schemas that are written once and referred to by name. */
const NAMED = {
  Account,
  Composition,
  Delivery,
  Entry,
  Event,
  Fault,
  FolderInfo,
  Info,
  Message,
  Part,
  Problem,
  QueuedDelivery,
  Summary,
  World,
}

const TAGS = [
  { name: 'messages', description: 'All captured messages: what the catch-all account has.' },
  { name: 'message content', description: 'A message as bytes, as text, as a page, and taken apart.' },
  { name: 'accounts', description: 'Every address that mail came for has an account with folders.' },
  { name: 'folders', description: 'The folders of an account, such as INBOX.' },
  { name: 'entries', description: 'The messages in a folder, with their UIDs and flags.' },
  { name: 'world', description: 'The simulated outside: domains, their hosts, and how these behave.' },
  { name: 'queue', description: 'Deliveries to the simulated outside that are not done yet.' },
  { name: 'faults', description: 'Scripted misbehaviour of the listeners.' },
  { name: 'events', description: 'All changes, as they happen.' },
  { name: 'clock', description: 'World time: what retention and everything simulated go by.' },
  { name: 'sandbox', description: 'The sandbox itself.' },
]

interface JsonSchema {
  readonly description?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
}

export interface OpenApiOperation {
  readonly tags: readonly string[]
  readonly summary: string
  readonly description?: string
  readonly operationId: string
  readonly parameters?: readonly OpenApiParameter[]
  readonly requestBody?: { readonly required: boolean; readonly content: OpenApiContent }
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: OpenApiContent }>
  >
}

export interface OpenApiParameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly description: string | undefined
  readonly schema: object
}

type OpenApiContent = Readonly<Record<string, { readonly schema?: object }>>

export interface OpenApiDocument {
  readonly openapi: '3.1.0'
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly tags: typeof TAGS
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

/** The OpenAPI 3.1 document of the routes; their JSON Schemas are its dialect as they stand. */
export function openApiDocument(routes: readonly RouteDocument[], version: string): OpenApiDocument {
  const paths: Record<string, Record<string, OpenApiOperation>> = {}
  for (const route of routes) {
    const path = route.url.replace(/:(\w+)/g, '{$1}')
    const operations = (paths[path] ??= {})
    operations[route.method.toLowerCase()] = operationOf(route)
  }
  const schemas = Object.entries(NAMED).map(([name, schema]) => [name, withReferences(schema, schema)])
  return {
    openapi: '3.1.0',
    info: {
      title: 'Facteur',
      version,
      description: 'A mail sandbox: whatever is sent to it can be read here.',
    },
    tags: TAGS,
    paths,
    components: { schemas: Object.fromEntries(schemas) as Record<string, object> },
  }
}

function operationOf({ method, url, schema }: RouteDocument): OpenApiOperation {
  const { tags = [], summary = '', description, body } = schema
  const parameters = [...parametersOf('path', schema.params), ...parametersOf('query', schema.querystring)]
  return {
    tags,
    summary,
    ...(description !== undefined && { description }),
    operationId: operationId(method, url),
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && { requestBody: { required: true, content: contentOf(body) } }),
    responses: responsesOf(schema),
  }
}

/** `GET /api/v1/messages/:id/raw` → `getMessagesIdRaw`. */
function operationId(method: string, url: string): string {
  const words = url
    .replace('/api/v1', '')
    .split(/\W+/)
    .filter(word => word !== '')
  return method.toLowerCase() + words.map(word => word[0]?.toUpperCase() + word.slice(1)).join('')
}

function parametersOf(place: 'path' | 'query', schema: JsonSchema = {}): OpenApiParameter[] {
  return Object.entries(schema.properties ?? {}).map(([name, { description, ...property }]) => ({
    name,
    in: place,
    required: schema.required?.includes(name) ?? false,
    description,
    schema: property,
  }))
}

function responsesOf({ response = {} }: RouteSchema): OpenApiOperation['responses'] {
  const entries = Object.entries(response).map(([status, schema]) => [
    status,
    Object.keys(schema).length === 0
      ? { description: status === '304' ? 'The client has it already.' : 'Done.' }
      : { description: (schema as JsonSchema).description ?? 'The answer.', content: contentOf(schema) },
  ])
  return {
    ...(Object.fromEntries(entries) as OpenApiOperation['responses']),
    default: {
      description: 'A problem.',
      content: { 'application/problem+json': { schema: withReferences(Problem) } },
    },
  }
}

/** A schema stands for JSON; another kind of content is named. */
function contentOf(schema: object): OpenApiContent {
  if (!('content' in schema)) return { 'application/json': { schema: withReferences(schema) } }
  const kinds = Object.entries(schema.content as Record<string, { schema?: object }>)
  return Object.fromEntries(
    kinds.map(([type, kind]) => [
      type,
      kind.schema === undefined || Object.keys(kind.schema).length === 0
        ? {}
        : { schema: withReferences(kind.schema) },
    ]),
  )
}

/** Puts references in place of the named schemas, but for `self`, the one that is being written out. */
function withReferences(schema: object, self?: object): object {
  const name = Object.entries(NAMED).find(([, named]) => named === schema)?.[0]
  if (name !== undefined && schema !== self) return { $ref: `#/components/schemas/${name}` }
  if (Array.isArray(schema)) return schema.map(item => referencesWithin(item))
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, referencesWithin(value)]))
}

function referencesWithin(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? withReferences(value) : value
}
