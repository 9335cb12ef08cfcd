import type { FastifyReply } from 'fastify'
import { Readable } from 'node:stream'
import type { Query } from '../../mailbox/query.ts'
import type { StoredMessage } from '../../mailbox/stored-message.ts'
import type { WaitWish } from '../../mailbox/wait.ts'
import type { ContentReader } from '../../message/content-reader.ts'
import { formatDuration, parseDuration } from '../../units.ts'
import type { Message } from '../contract/message.ts'
import { DEFAULT_COUNT, DEFAULT_TIMEOUT, Waited, WaitQuery } from '../contract/wait.ts'
import { goneSignal } from '../gone-signal.ts'
import type { HttpLimits } from '../limits.ts'
import { ProblemError } from '../problem.ts'
import type { App, RouteContext } from '../route-context.ts'
import { sendJson } from '../send-json.ts'
import { messageJson, snapshotOf } from './message-json.ts'
import { queryOf } from './message-lookup.ts'
import { unexpectedMessage, waitTimeout } from './wait-problem.ts'

/** A request that is answered when the mail is there. */
export function waitRoutes(app: App, { store, content, waits, limits }: RouteContext): void {
  app.get(
    '/messages/wait',
    {
      // Who waits wants the messages.
      exposeHeadRoute: false,
      schema: {
        tags: ['messages'],
        summary: 'Wait for messages',
        description:
          'Answers as soon as at least `count` messages match. When the time is over before, the answer is the problem `wait-timeout`, with the messages that came nearest and the terms that each of them fails.',
        querystring: WaitQuery,
        response: { 200: Waited },
      },
    },
    async (request, reply) => {
      const wish = wishOf(request.query)
      const timeout = timeoutOf(request.query, limits)
      if (waits.open >= limits.waits) throw tooManyWaits(limits)
      const outcome = await waits.wait(wish, { timeout, signal: goneSignal(reply) })
      switch (outcome.kind) {
        case 'found': {
          const { messages } = outcome
          if (wish.count > 0) return sendMessages(reply, content, messages)
          throw unexpectedMessage(wish, messages, await Promise.all(messages.map(whole(content))))
        }
        case 'over': {
          if (wish.count === 0) return sendJson(reply, JSON.stringify({ items: [], cursor: outcome.cursor }))
          throw waitTimeout(wish, { waited: formatDuration(timeout), newest: store.feed.seq }, outcome)
        }
        case 'closed':
          throw new ProblemError('shutting-down', 'Facteur is shutting down, and no more mail will come.')
        default:
          // The client is gone: there is nobody to answer.
          return reply.hijack()
      }
    },
  )
}

/** @throws QuerySyntaxError */
function wishOf({ query, scope, count = DEFAULT_COUNT, after }: WaitQuery): WaitWish {
  const all: Query = { kind: 'all' }
  return {
    query: queryOf({ query }) ?? all,
    scope: queryOf({ query: scope }) ?? all,
    count,
    after: after ?? null,
  }
}

/** @throws ProblemError `invalid-request`, `timeout-too-long` */
function timeoutOf({ timeout = DEFAULT_TIMEOUT }: WaitQuery, { waitTimeout }: HttpLimits): number {
  const milliseconds = readDuration(timeout)
  if (milliseconds <= waitTimeout) return milliseconds
  const longest = formatDuration(waitTimeout)
  throw new ProblemError(
    'timeout-too-long',
    `A request may wait ${longest}, not ${timeout}. Ask again with the same \`after\` when that is over, as the client library does, or start Facteur with --max-wait ${timeout}.`,
    { longest },
  )
}

function readDuration(text: string): number {
  try {
    return parseDuration(text)
  } catch (error) {
    const { message } = error as Error
    throw new ProblemError('invalid-request', `In the query string, /timeout: ${message}.`, {
      errors: [{ path: '/timeout', message }],
    })
  }
}

function tooManyWaits({ waits }: HttpLimits): ProblemError {
  return new ProblemError(
    'too-many-listeners',
    `${waits} requests wait already; end some, or start Facteur with --max-waits.`,
  )
}

function whole(reader: ContentReader): (message: StoredMessage) => Promise<Message> {
  return async message => JSON.parse(await messageJson(reader, message)) as Message
}

/** What is deleted after this moment is answered all the same. */
function sendMessages(
  reply: FastifyReply,
  reader: ContentReader,
  messages: readonly StoredMessage[],
): FastifyReply {
  const held = messages.map(message => ({ message, snapshot: snapshotOf(message) }))
  const cursor = messages.at(-1)?.seq
  /** Each piece is made when the one before was taken: all together can be more than a text may hold. */
  async function* pieces(): AsyncGenerator<string> {
    let before = '{"items":['
    for (const { message, snapshot } of held) {
      yield `${before}${await messageJson(reader, message, snapshot)}`
      before = ','
    }
    yield `],"cursor":${cursor}}`
  }
  return reply.type('application/json; charset=utf-8').send(Readable.from(pieces()))
}
