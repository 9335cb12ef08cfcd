import type { Clock } from '../../clock.ts'
import { matches } from '../../mailbox/match.ts'
import { parseQuery, type Query } from '../../mailbox/query.ts'
import { and } from '../../mailbox/query-tree.ts'
import type { StoredMessage } from '../../mailbox/stored-message.ts'
import { canonicalAddress } from '../../message/mailbox-address.ts'
import { parseDuration } from '../../units.ts'
import { networkTest } from '../world/network-test.ts'
import { AttemptCounter } from './attempt-counter.ts'
import { deedOf, delayOf, describeAct, type FaultDeed } from './fault-deed.ts'
import type { FaultEncounter } from './fault-encounter.ts'
import type { FaultRule } from './fault-rule.ts'
import { protocolOf } from './fault-stages.ts'
import { seededDraw } from './seeded-draw.ts'
import { createAddressPatternTest, createWildcardTest } from './wildcard-test.ts'

type Condition = (encounter: FaultEncounter) => boolean

/** A fault that was set, with what it has done so far. */
export class ScriptedFault {
  readonly id: string
  readonly rule: FaultRule
  /** Milliseconds before the deed. */
  readonly delay: number
  readonly deed: FaultDeed
  /** The act in a few words. */
  readonly description: string
  /** World time, in milliseconds since the epoch. */
  readonly addedAt: number
  /** World time at which it is over; null if no time ends it. */
  readonly endsAt: number | null
  /** How often it fired. */
  fired = 0
  readonly #conditions: readonly Condition[]
  readonly #query: Query
  readonly #attempts: AttemptCounter | null

  /** @param keys most recipients, senders or clients whose attempts it counts */
  constructor(id: string, rule: FaultRule, { clock, keys }: { clock: Clock; keys: number }) {
    const { match, act, scope = '' } = rule
    this.id = id
    this.rule = rule
    this.delay = delayOf(act)
    this.deed = deedOf(act)
    this.description = describeAct(act)
    this.addedAt = clock.now()
    this.endsAt = endOf(rule, this.addedAt)
    this.#conditions = conditionsOf(rule)
    this.#query = and(parseQuery(scope), parseQuery(match.query ?? ''))
    const counts = match.attempt !== undefined || match.probability !== undefined
    this.#attempts = counts ? new AttemptCounter(keys) : null
  }

  /** Whether it may still fire. */
  isActive(now: number): boolean {
    const { uses } = this.rule
    return (uses === undefined || this.fired < uses) && (this.endsAt === null || now < this.endsAt)
  }

  /**
   * Whether it befalls what happens here. Asking counts as an attempt, if all but the attempt is as it asks.
   *
   * @param draft gives what happens as a message, for a query
   */
  befalls(encounter: FaultEncounter, draft: () => StoredMessage): boolean {
    if (!this.#conditions.every(isTrue => isTrue(encounter))) return false
    if (this.#query.kind !== 'all' && !matches(this.#query, draft())) return false
    return this.#attempts === null || this.#isChosen(this.#attempts, keyOf(this.rule, encounter))
  }

  #isChosen(attempts: AttemptCounter, key: string): boolean {
    const { attempt, probability, seed } = this.rule.match
    const number = attempts.count(key)
    if (attempt !== undefined && !isWanted(attempt, number)) return false
    return probability === undefined || seededDraw(seed ?? 0, key, number) < probability
  }
}

function isWanted(attempt: NonNullable<FaultRule['match']['attempt']>, number: number): boolean {
  return 'first' in attempt ? number <= attempt.first : number === attempt.nth
}

function endOf(rule: FaultRule, now: number): number | null {
  if (rule.until !== undefined) return Date.parse(rule.until)
  return rule.for === undefined ? null : now + parseDuration(rule.for)
}

function conditionsOf({ match }: FaultRule): Condition[] {
  const conditions: Condition[] = []
  const { stage, sender, recipient, user, client } = match
  if (client !== undefined) {
    const test = client.includes('*') ? createWildcardTest(client) : networkTest([client])
    conditions.push(encounter => test(encounter.client))
  }
  if (user !== undefined) {
    const test = createWildcardTest(user)
    conditions.push(encounter => encounter.user !== null && test(encounter.user))
  }
  if (sender !== undefined) {
    const test = createAddressPatternTest(sender)
    conditions.push(encounter => encounter.sender !== null && test(encounter.sender.address))
  }
  if (recipient !== undefined) {
    const test = createAddressPatternTest(recipient)
    conditions.push(({ recipients }) =>
      stage === 'rcpt'
        ? test(recipients.at(-1)?.address ?? '')
        : recipients.some(({ address }) => test(address)),
    )
  }
  return conditions
}

/** What the attempts at a stage are told apart by. */
function keyOf({ match }: FaultRule, { client, user, sender, recipients }: FaultEncounter): string {
  switch (match.stage) {
    case 'auth':
      return (user ?? '').toLowerCase()
    case 'mail':
      return canonicalAddress(sender?.address ?? '')
    case 'rcpt':
      return canonicalAddress(recipients.at(-1)?.address ?? '')
    case 'data':
    case 'after-data':
    case 'http:send':
      return [sender, ...recipients].map(path => canonicalAddress(path?.address ?? '')).join(' ')
    default:
      // Whoever reads mail makes a connection for each look: what stays the same is the user.
      return protocolOf(match.stage) === 'smtp' ? client : (user ?? client).toLowerCase()
  }
}
