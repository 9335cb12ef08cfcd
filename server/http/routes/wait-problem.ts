import { formatQuery } from '../../mailbox/format-query.ts'
import type { Query } from '../../mailbox/query.ts'
import type { StoredMessage } from '../../mailbox/stored-message.ts'
import { summaryJson } from '../../mailbox/summary-json.ts'
import type { WaitOutcome, WaitWish } from '../../mailbox/wait.ts'
import type { Message, Summary } from '../contract/message.ts'
import { ProblemError } from '../problem.ts'

type Over = Extract<WaitOutcome, { kind: 'over' }>

/**
 * Time was over before enough messages had come.
 *
 * @param waited how long that was, as durations are written
 * @param newest where the feed stands
 */
export function waitTimeout(
  wish: WaitWish,
  { waited, newest }: { waited: string; newest: number },
  { found, cursor, near }: Over,
): ProblemError {
  const came = wish.count === 1 ? 'No message' : `Only ${found} of ${wish.count} messages`
  return new ProblemError(
    'wait-timeout',
    `${came} within ${waited} for ${inWords(wish)}. ${nearestInWords(wish, near, newest)}`,
    {
      terms: termsOf(wish.query),
      waited,
      found,
      near: near.map(({ message, failed }) => ({
        summary: JSON.parse(summaryJson(message)) as Summary,
        failed: [...failed],
      })),
      cursor,
    },
  )
}

/**
 * Messages came, or were there, where silence was asked for.
 *
 * @param items the same messages, whole
 */
export function unexpectedMessage(
  wish: WaitWish,
  messages: readonly StoredMessage[],
  items: Message[],
): ProblemError {
  const named = messages.map(({ id, summary }) => `'${summary.subject}' (${id})`).join(', ')
  const hint =
    wish.after === null ? ' What was there before counts too; `after` takes a cursor from where to look.' : ''
  return new ProblemError('unexpected-message', `There is a message for ${inWords(wish)}: ${named}.${hint}`, {
    terms: termsOf(wish.query),
    items,
    cursor: messages.at(-1)?.seq ?? 0,
  })
}

/** What to look at first, to find out why nothing matched. */
function nearestInWords({ after, scope }: WaitWish, [nearest]: Over['near'], newest: number): string {
  if (nearest !== undefined) {
    const { message, failed } = nearest
    return `The nearest was '${message.summary.subject}' (${message.id}), which fails: ${failed.join('; ')}.`
  }
  const there = scope.kind === 'all' ? '' : ' in this scope'
  if (after === null) return `There are no other messages${there}.`
  if (after > newest) {
    return `The position ${after} lies ahead of the feed, which is at ${newest}: is the cursor of another server, or of an earlier run?`
  }
  return `No other message came${there} after the position ${after}.`
}

function inWords({ query, scope }: WaitWish): string {
  const asked = query.kind === 'all' ? 'any query' : `\`${formatQuery(query)}\``
  return scope.kind === 'all' ? asked : `${asked} within \`${formatQuery(scope)}\``
}

/** What must hold all at once, term by term as the query language writes them. */
function termsOf(query: Query): string[] {
  if (query.kind === 'all') return []
  return query.kind === 'and' ? query.operands.map(formatOperand) : [formatQuery(query)]
}

function formatOperand(query: Query): string {
  return query.kind === 'or' ? `(${formatQuery(query)})` : formatQuery(query)
}
