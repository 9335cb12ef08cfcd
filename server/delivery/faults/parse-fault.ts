import { parseQuery, QuerySyntaxError } from '../../mailbox/query.ts'
import { isNetwork } from '../world/network-test.ts'
import { durationText, type Fields, fieldsOf, given, textOf, wholeNumber } from './fault-fields.ts'
import { FAULT_LIMITS } from './fault-limits.ts'
import { parseFaultReply } from './fault-reply.ts'
import type { FaultAct, FaultActName, FaultMatch, FaultRule } from './fault-rule.ts'
import { FAULT_STAGES, type FaultStage, findStage, protocolOf } from './fault-stages.ts'
import { FaultSyntaxError } from './fault-syntax-error.ts'
import { actsAt, isKnownAt, stagesThatAllow, stagesThatKnow, unknownTerm } from './stage-facts.ts'

const SWITCHES: readonly FaultActName[] = ['close', 'reset', 'silence', 'swallow', 'duplicate', 'corrupt']
const ACT_NAMES: readonly FaultActName[] = ['delay', 'reply', 'throttle', ...SWITCHES]

/**
 * Reads a fault as it is written, in a request or in a file.
 *
 * @throws FaultSyntaxError that names the place, and says what fits there
 */
export function parseFault(value: unknown): FaultRule {
  const fields = fieldsOf(value, '', ['match', 'act', 'scope', 'uses', 'for', 'until'])
  const match = parseMatch(fields['match'])
  const act = parseAct(fields['act'], match.stage)
  if (fields['for'] !== undefined && fields['until'] !== undefined) {
    throw new FaultSyntaxError('/until', 'does not go with `for`; give one of them')
  }
  return {
    match,
    act,
    ...given('scope', fields, text => parseScope(text, match.stage)),
    ...given('uses', fields, uses => wholeNumber(uses, '/uses', 1, Number.MAX_SAFE_INTEGER)),
    ...given('for', fields, duration => durationText(duration, '/for', Infinity)),
    ...given('until', fields, parseUntil),
  }
}

function parseMatch(value: unknown): FaultMatch {
  const path = '/match'
  const fields = fieldsOf(value, path, [
    'stage',
    'sender',
    'recipient',
    'user',
    'client',
    'query',
    'attempt',
    'probability',
    'seed',
  ])
  const stage = parseStage(fields['stage'])
  for (const fact of ['sender', 'recipient', 'user', 'client'] as const) {
    if (fields[fact] === undefined || isKnownAt(stage, fact)) continue
    throw new FaultSyntaxError(
      `${path}/${fact}`,
      `is not known at ${stage}; it is at ${stagesThatKnow(fact, stage).join(', ')}`,
    )
  }
  checkSeed(fields)
  return {
    stage,
    ...given('sender', fields, text => textOf(text, `${path}/sender`)),
    ...given('recipient', fields, text => textOf(text, `${path}/recipient`)),
    ...given('user', fields, text => textOf(text, `${path}/user`)),
    ...given('client', fields, clientPattern),
    ...given('query', fields, text => queryText(text, `${path}/query`, stage)),
    ...given('attempt', fields, parseAttempt),
    ...given('probability', fields, parseProbability),
    ...given('seed', fields, seed => wholeNumber(seed, `${path}/seed`, 0, Number.MAX_SAFE_INTEGER)),
  }
}

function parseStage(value: unknown): FaultStage {
  const stage = findStage(value)
  if (stage !== undefined) return stage
  throw new FaultSyntaxError('/match/stage', `must be one of ${namesLike(value)}`)
}

/** Seventy names would say nothing: those of the protocol that seems to be meant, and how others begin. */
function namesLike(value: unknown): string {
  const [prefix] = /^(?:pop3|imap):/.exec(String(value)) ?? []
  if (prefix !== undefined) return FAULT_STAGES.filter(name => name.startsWith(prefix)).join(', ')
  const ofSmtp = FAULT_STAGES.filter(stage => protocolOf(stage) === 'smtp').join(', ')
  return `${ofSmtp}, http:send, or one of POP3 or IMAP, such as imap:fetch or pop3:quit`
}

/** An IP address, a network of them, or a pattern: anything else would never be met. */
function clientPattern(value: unknown): string {
  const path = '/match/client'
  const text = textOf(value, path)
  if (isNetwork(text) || /^[\da-f.:]*\*[\da-f.:*]*$/i.test(text)) return text
  throw new FaultSyntaxError(path, 'must be an IP address such as 127.0.0.1, 127.0.0.* or 127.0.0.0/8')
}

function checkSeed(match: Fields): void {
  const hasProbability = match['probability'] !== undefined
  if (hasProbability === (match['seed'] !== undefined)) return
  throw hasProbability
    ? new FaultSyntaxError('/match/seed', 'is missing; nothing is random here: give any number')
    : new FaultSyntaxError('/match/seed', 'means nothing without `probability`')
}

function parseAttempt(value: unknown): NonNullable<FaultMatch['attempt']> {
  const path = '/match/attempt'
  const fields = fieldsOf(value, path, ['first', 'nth'])
  const { first, nth } = fields
  if ((first === undefined) === (nth === undefined)) {
    throw new FaultSyntaxError(path, 'must be {"first": n} or {"nth": n}')
  }
  if (first === undefined) return { nth: wholeNumber(nth, `${path}/nth`, 1, Number.MAX_SAFE_INTEGER) }
  return { first: wholeNumber(first, `${path}/first`, 1, Number.MAX_SAFE_INTEGER) }
}

function parseProbability(value: unknown): number {
  if (typeof value === 'number' && value >= 0 && value <= 1) return value
  throw new FaultSyntaxError('/match/probability', 'must be a number from 0 to 1')
}

function parseAct(value: unknown, stage: FaultStage): FaultAct {
  const fields = fieldsOf(value, '/act', ACT_NAMES)
  const names = ACT_NAMES.filter(name => fields[name] !== undefined)
  const possible = actsAt(stage)
  const impossible = names.find(name => !possible.includes(name))
  if (impossible !== undefined) {
    throw new FaultSyntaxError(
      `/act/${impossible}`,
      `cannot be done at ${stage}; there are ${possible.join(', ')}, and it fits ${stagesThatAllow(impossible, stage).join(', ')}`,
    )
  }
  if (names.length === 0) throw new FaultSyntaxError('/act', `must have one of ${possible.join(', ')}`)
  const [one, other] = names.filter(name => name !== 'delay')
  if (other !== undefined) {
    throw new FaultSyntaxError(`/act/${other}`, `does not go with ${one}; only a delay goes with another act`)
  }
  for (const name of SWITCHES) {
    if (fields[name] !== undefined && fields[name] !== true) {
      throw new FaultSyntaxError(`/act/${name}`, 'must be true')
    }
  }
  return {
    ...given('delay', fields, delay => durationText(delay, '/act/delay', FAULT_LIMITS.delay)),
    ...given('reply', fields, reply => parseFaultReply(reply, stage)),
    ...given('throttle', fields, rate => wholeNumber(rate, '/act/throttle', 1, Number.MAX_SAFE_INTEGER)),
    ...(one !== undefined && SWITCHES.includes(one) && { [one]: true }),
  }
}

function parseScope(value: unknown, stage: FaultStage): string {
  return queryText(value, '/scope', stage).trim()
}

/** A query that can be answered at `stage`. */
function queryText(value: unknown, path: string, stage: FaultStage): string {
  const text = textOf(value, path)
  let unknown: ReturnType<typeof unknownTerm>
  try {
    unknown = unknownTerm(parseQuery(text), stage)
  } catch (error) {
    if (!(error instanceof QuerySyntaxError)) throw error
    throw new FaultSyntaxError(path, `does not parse: ${error.message} (at ${error.position})`)
  }
  if (unknown === undefined) return text
  const { term, fact } = unknown
  const asked = `asks for \`${text.slice(term.start, term.end)}\``
  if (fact === null) throw new FaultSyntaxError(path, `${asked}, which is said of stored messages only`)
  throw new FaultSyntaxError(
    path,
    `${asked}, which is not known at ${stage}; it is at ${stagesThatKnow(fact, stage).join(', ')}`,
  )
}

function parseUntil(value: unknown): string {
  const text = typeof value === 'string' ? value : ''
  if (/^\d{4}-\d\d-\d\dT\S+(?:Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text))) return text
  throw new FaultSyntaxError('/until', 'must be a date-time such as 2026-11-21T20:46:30Z')
}
