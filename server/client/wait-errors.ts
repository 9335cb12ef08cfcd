import type { MailboxAddress, Message, NearMiss, Problem, Summary } from '../http/contract.ts'
import { FacteurError } from './facteur-error.ts'

/** What was waited for, for the text of an error. */
export interface Waiting {
  readonly query: string
  readonly scope: string | undefined
  readonly count: number
  readonly after: number | undefined
  /** Milliseconds. */
  readonly timeout: number
}

/** What was waited for did not come in time. The message tells what came instead, and why that does not match. */
export class WaitTimeoutError extends FacteurError {
  override readonly name = 'WaitTimeoutError'
  /** Milliseconds. */
  readonly waited: number
  /** How many messages did match. */
  readonly found: number
  /** The messages that came nearest, the nearest first, each with the terms that it fails. */
  readonly near: readonly NearMiss[]

  constructor(waiting: Waiting, problem: Problem, cause: unknown) {
    const { code, status, found = 0, near = [] } = problem
    super(timeoutText(waiting, problem), { status, code, problem, cause })
    this.waited = waiting.timeout
    this.found = found
    this.near = near
  }
}

/** There is a message where none should be. */
export class UnexpectedMessageError extends FacteurError {
  override readonly name = 'UnexpectedMessageError'
  /** The messages that should not be. */
  readonly items: readonly Message[]

  constructor(waiting: Waiting, problem: Problem, cause: unknown) {
    const { code, status, items = [] } = problem
    super(unexpectedText(waiting, items), { status, code, problem, cause })
    this.items = items
  }
}

function timeoutText(waiting: Waiting, { near = [], found = 0, cursor = 0 }: Problem): string {
  const { count, timeout, after, scope } = waiting
  const there = scope === undefined ? '' : ' in this scope'
  const came = count === 1 ? 'No message came' : `Only ${found} of ${count} messages came`
  const lines = [`${came} within ${seconds(timeout)} ${wish(waiting)}.`]
  if (near.length > 0) lines.push('What came nearest:')
  else if (after === undefined) lines.push(`There are no other messages${there}.`)
  else if (after > cursor) {
    lines.push(`The feed is at ${cursor} only: is the cursor of another server, or of an earlier run?`)
  } else lines.push(`No other message came${there} either.`)
  for (const { summary, failed } of near) {
    lines.push(`  ${name(summary)}`, ...failed.map(term => `    - ${term}`))
  }
  return lines.join('\n')
}

function unexpectedText(waiting: Waiting, items: readonly Message[]): string {
  return [
    `A message came that should not, ${wish(waiting)}:`,
    ...items.map(message => `  ${name(message)}`),
    ...(waiting.after === undefined
      ? ['What was there before counts too; `after` takes the cursor from which on to look.']
      : []),
  ].join('\n')
}

function wish({ query, scope, after }: Waiting): string {
  const asked = query.trim() === '' ? 'for any query' : `for ${query}`
  return [
    asked,
    ...(scope === undefined ? [] : [`in the scope ${scope}`]),
    ...(after === undefined ? [] : [`after the cursor ${after}`]),
  ].join(', ')
}

function name({ subject, from, to, envelope, receivedAt, id }: Omit<Summary, 'attachments'>): string {
  const sender = addresses(from) || envelope.from || '<>'
  const recipients = addresses(to) || envelope.to.join(', ')
  return plain(`'${subject}' from ${sender} to ${recipients}, ${receivedAt} (${id})`)
}

function addresses(mailboxes: readonly MailboxAddress[]): string {
  return mailboxes.map(({ address }) => address).join(', ')
}

/** A line without what would change the terminal that a log is read in. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu, ' ')
}

function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`
}
