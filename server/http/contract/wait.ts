import { queryProperty } from './list.ts'
import { Message, Summary } from './message.ts'
import { Type, type Static } from './schema.ts'

/** The most messages that one request waits for. */
export const MAX_COUNT = 1000
/** How many messages are waited for when no `count` is asked for. */
export const DEFAULT_COUNT = 1
/** How long is waited when no `timeout` is asked for. */
export const DEFAULT_TIMEOUT = '10s'

/** What is waited for, and how long. */
export const WaitQuery = Type.Object(
  {
    query: queryProperty,
    scope: Type.Optional(
      Type.String({
        ...queryProperty,
        description:
          'A query besides, within which all of this happens: messages that do not match it are not told of as near misses either.',
        examples: ['user:ci-42'],
      }),
    ),
    count: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: MAX_COUNT,
        default: DEFAULT_COUNT,
        description:
          'How many messages must match; 0 proves that none does, for as long as `timeout` says: a match is `unexpected-message`.',
      }),
    ),
    after: Type.Optional(
      Type.Integer({
        minimum: 0,
        description:
          'Only what was captured after this position in the feed, the `cursor` of any answer; without it, all that is stored counts.',
      }),
    ),
    timeout: Type.Optional(
      Type.String({
        maxLength: 20,
        default: DEFAULT_TIMEOUT,
        description: 'How long to wait, such as `300ms` or `10s`; `0s` just looks.',
        examples: ['10s'],
      }),
    ),
  },
  { additionalProperties: false },
)
export type WaitQuery = Static<typeof WaitQuery>

/** The messages that were waited for. */
export const Waited = Type.Object({
  items: Type.Array(Message, {
    description:
      'In the order of arrival: with `after`, the oldest `count` that match; without it, the newest. Of a `count` of 0, none.',
  }),
  cursor: Type.Integer({
    description:
      'The position in the feed of the last item; of a `count` of 0, that up to which there was none. As `after` of the next wait it misses nothing.',
  }),
})
export type Waited = Static<typeof Waited>

/** A message that nearly was one of those that were waited for. */
export const NearMiss = Type.Object({
  summary: Summary,
  failed: Type.Array(Type.String(), {
    description: 'Each term of the query that it fails, in words.',
    examples: [["subject: 'Welcome' does not contain 'Welcom'"]],
  }),
})
export type NearMiss = Static<typeof NearMiss>
