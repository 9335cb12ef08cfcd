import { Type, type Static, type TSchema } from './schema.ts'

/** Items a list gives when no `limit` is asked for. */
export const DEFAULT_LIMIT = 50
/** The most items one page of a list gives. */
export const MAX_LIMIT = 1000
/** The longest query text, in characters. */
export const MAX_QUERY_LENGTH = 10_000

/** One page of a list, newest first. */
export interface Page<Item> {
  items: Item[]
  /** What to ask as `page` for the next page; null on the last one. */
  next: string | null
  /** How many items the whole list has. */
  total: number
  /** The position in the feed that this answer was true at; what `after` takes. */
  cursor: number
}

/** The schema of a `Page` of `item`. */
export function pageOf<Item extends TSchema>(item: Item) {
  return Type.Object({
    items: Type.Array(item),
    next: Type.Union([Type.String(), Type.Null()], {
      description: 'What to ask as `page` for the next page; null on the last one.',
    }),
    total: Type.Integer({ description: 'How many items the whole list has.' }),
    cursor: Type.Integer({
      description: 'The position in the feed that this answer was true at; what `after` takes.',
    }),
  })
}

/** A name that is not known is refused: a misspelt `query` would delete everything. */
const STRICT = { additionalProperties: false }

/** `?query=`, as every request takes it that is about messages. */
export const queryProperty = Type.Optional(
  Type.String({
    maxLength: MAX_QUERY_LENGTH,
    description: 'A query, such as `to:bob@x.test is:unread subject:"Welcome"`; none matches everything.',
    examples: ['to:bob@x.test'],
  }),
)

const limit = Type.Integer({
  minimum: 1,
  maximum: MAX_LIMIT,
  default: DEFAULT_LIMIT,
  description: 'The most items to give.',
})

const page = Type.String({
  maxLength: 1000,
  description:
    'The `next` of an earlier answer. It names a place that stays: of messages a position in the feed, of entries a UID; what came before it is given.',
})

/** What a list of messages or entries takes. */
export const ListQuery = Type.Object(
  {
    query: queryProperty,
    after: Type.Optional(
      Type.Integer({ minimum: 0, description: 'Only what was captured after this position in the feed.' }),
    ),
    limit: Type.Optional(limit),
    page: Type.Optional(page),
  },
  STRICT,
)
export type ListQuery = Static<typeof ListQuery>

/** What a list that knows no query takes. */
export const PageQuery = Type.Object({ limit: Type.Optional(limit), page: Type.Optional(page) }, STRICT)
export type PageQuery = Static<typeof PageQuery>

/** A query alone: which messages to mark or delete, or among which `latest` is meant. */
export const Selection = Type.Object({ query: queryProperty }, STRICT)
export type Selection = Static<typeof Selection>

const SWITCH = ['1', 'true', '0', 'false'] as const

/** A switch in a query string: on when it is `1` or `true`. */
export function switchProperty(description: string) {
  return Type.Optional(Type.Enum([...SWITCH], { description }))
}

/** Whether a switch is on. */
export function isOn(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}
