import type { Query } from '../../mailbox/query.ts'
import type { Term } from '../../mailbox/query-tree.ts'
import type { FaultActName, FaultStage } from './fault-rule.ts'

/** What may be known when a stage is reached. */
type Fact = 'client' | 'user' | 'sender' | 'recipient' | 'message'

const FACTS: Readonly<Record<FaultStage, readonly Fact[]>> = {
  connect: ['client'],
  banner: ['client'],
  ehlo: ['client'],
  starttls: ['client'],
  auth: ['client', 'user'],
  mail: ['client', 'user', 'sender'],
  rcpt: ['client', 'user', 'sender', 'recipient'],
  data: ['client', 'user', 'sender', 'recipient'],
  'after-data': ['client', 'user', 'sender', 'recipient', 'message'],
  quit: ['client', 'user'],
}

const CUTS = ['delay', 'close', 'reset', 'silence'] as const
const ANSWERS = [...CUTS, 'reply', 'throttle'] as const

const ACTS: Readonly<Record<FaultStage, readonly FaultActName[]>> = {
  connect: CUTS,
  banner: ANSWERS,
  ehlo: ANSWERS,
  starttls: ANSWERS,
  auth: ANSWERS,
  mail: ANSWERS,
  rcpt: ANSWERS,
  data: ANSWERS,
  'after-data': [...ANSWERS, 'swallow', 'duplicate', 'corrupt'],
  quit: [...CUTS, 'reply'],
}

/** The acts that a stage allows. */
export function actsAt(stage: FaultStage): readonly FaultActName[] {
  return ACTS[stage]
}

export function isKnownAt(stage: FaultStage, fact: Fact): boolean {
  return FACTS[stage].includes(fact)
}

/** The stages at which something is known. */
export function stagesThatKnow(fact: Fact): FaultStage[] {
  return (Object.keys(FACTS) as FaultStage[]).filter(stage => isKnownAt(stage, fact))
}

const TERM_FACTS: Readonly<Record<string, Fact>> = {
  user: 'user',
  from: 'sender',
  sender: 'sender',
  to: 'recipient',
  rcpt: 'recipient',
}

/** What no message has that is not stored yet. */
const OF_STORED: ReadonlySet<string> = new Set(['account', 'id', 'tag', 'is'])

/** What has to be known to answer a term; null for what only a message has that is stored. */
function factOf(term: Term): Fact | null {
  const key = term.kind === 'text' ? term.key : term.kind
  if (OF_STORED.has(key)) return null
  return TERM_FACTS[key] ?? 'message'
}

/** A term of `query` that cannot be answered at a stage, and what would have to be known for it; undefined when all can. */
export function unknownTerm(query: Query, stage: FaultStage): { term: Term; fact: Fact | null } | undefined {
  switch (query.kind) {
    case 'all':
      return undefined
    case 'and':
    case 'or':
      for (const operand of query.operands) {
        const found = unknownTerm(operand, stage)
        if (found !== undefined) return found
      }
      return undefined
    case 'not':
      return unknownTerm(query.operand, stage)
    default: {
      const fact = factOf(query)
      return fact !== null && isKnownAt(stage, fact) ? undefined : { term: query, fact }
    }
  }
}
