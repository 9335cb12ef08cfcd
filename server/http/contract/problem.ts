import { Message } from './message.ts'
import { nullable, Type, type Static } from './schema.ts'
import { NearMiss } from './wait.ts'

/** Every `code` that a problem document of this API can carry. */
export const PROBLEM_CODES = [
  'bad-request',
  'conflict',
  'delivery-state',
  'folder-exists',
  'folder-has-children',
  'foreign-host',
  'foreign-origin',
  'headers-too-large',
  'inbox-is-permanent',
  'internal-error',
  'invalid-address',
  'invalid-folder-name',
  'invalid-json',
  'invalid-keyword',
  'invalid-page',
  'invalid-query',
  'invalid-request',
  'method-not-allowed',
  'no-html',
  'no-such-account',
  'no-such-attachment',
  'no-such-attempt',
  'no-such-check',
  'no-such-delivery',
  'no-such-entry',
  'no-such-fault',
  'no-such-folder',
  'no-such-part',
  'no-text',
  'not-found',
  'over-quota',
  'payload-too-large',
  'refused',
  'request-timeout',
  'shutting-down',
  'simulated-fault',
  'timeout-too-long',
  'too-many-accounts',
  'too-many-faults',
  'too-many-folders',
  'too-many-keywords',
  'too-many-listeners',
  'unauthorized',
  'unexpected-message',
  'unsupported-media-type',
  'upgrade-required',
  'wait-timeout',
] as const

export type ProblemCode = (typeof PROBLEM_CODES)[number]

/** RFC 9457: what every answer with a status of 400 or more has as its body. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'A URI reference that names the kind of problem.' }),
    title: Type.String({ description: 'The kind of problem, in words.' }),
    status: Type.Integer({ description: 'The HTTP status.' }),
    code: Type.String({ description: 'The kind of problem, for programs; it never changes.' }),
    detail: Type.String({ description: 'What went wrong this time, and what to do next.' }),
    position: Type.Optional(
      Type.Integer({ description: 'Of `invalid-query`: where in the query, in characters from 0.' }),
    ),
    errors: Type.Optional(
      Type.Array(Type.Object({ path: Type.String(), message: Type.String() }), {
        description: 'Of `invalid-request`: each value that is wrong, by its JSON pointer.',
      }),
    ),
    reply: Type.Optional(
      Type.Object(
        { code: Type.Integer(), enhanced: nullable(Type.String()), text: Type.String() },
        { description: 'Of `refused` and `over-quota`: what a client of SMTP would have been answered.' },
      ),
    ),
    longest: Type.Optional(
      Type.String({ description: 'Of `timeout-too-long`: how long a request may wait.', examples: ['60s'] }),
    ),
    terms: Type.Optional(
      Type.Array(Type.String(), {
        description: 'Of `wait-timeout` and `unexpected-message`: what a message had to match.',
        examples: [['to:bob@x.test', 'subject:Welcom']],
      }),
    ),
    waited: Type.Optional(
      Type.String({ description: 'Of `wait-timeout`: how long it was waited.', examples: ['10s'] }),
    ),
    found: Type.Optional(Type.Integer({ description: 'Of `wait-timeout`: how many messages did match.' })),
    near: Type.Optional(
      Type.Array(NearMiss, {
        description: 'Of `wait-timeout`: the messages that came nearest, the nearest first.',
      }),
    ),
    items: Type.Optional(
      Type.Array(Message, { description: 'Of `unexpected-message`: the messages that should not be.' }),
    ),
    cursor: Type.Optional(
      Type.Integer({
        description:
          'Of `wait-timeout` and `unexpected-message`: the position in the feed at which this was true.',
      }),
    ),
  },
  { description: 'A problem document (RFC 9457).' },
)
export type Problem = Static<typeof Problem>
