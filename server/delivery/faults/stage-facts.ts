import type { Query } from '../../mailbox/query.ts'
import type { Term } from '../../mailbox/query-tree.ts'
import type { FaultActName } from './fault-rule.ts'
import { FAULT_STAGES, type FaultStage, protocolOf, type SmtpStage } from './fault-stages.ts'

/** What may be known when a stage is reached. */
type Fact = 'client' | 'user' | 'sender' | 'recipient' | 'message'

const ALL_FACTS = ['client', 'user', 'sender', 'recipient', 'message'] as const

const SMTP_FACTS: Readonly<Record<SmtpStage, readonly Fact[]>> = {
  connect: ['client'],
  banner: ['client'],
  ehlo: ['client'],
  starttls: ['client'],
  auth: ['client', 'user'],
  mail: ['client', 'user', 'sender'],
  rcpt: ['client', 'user', 'sender', 'recipient'],
  data: ['client', 'user', 'sender', 'recipient'],
  'after-data': ALL_FACTS,
  quit: ['client', 'user'],
}

const CUTS = ['delay', 'close', 'reset', 'silence'] as const
const ANSWERS = [...CUTS, 'reply', 'throttle'] as const
const CAPTURES = ['swallow', 'duplicate', 'corrupt'] as const

/** Nobody has logged in when these are reached. */
const BEFORE_LOGIN: ReadonlySet<FaultStage> = new Set<FaultStage>([
  'pop3:connect',
  'pop3:banner',
  'pop3:user',
  'pop3:stls',
  'pop3:utf8',
  'imap:connect',
  'imap:banner',
  'imap:starttls',
])

/** These name one message. */
const ABOUT_A_MESSAGE: ReadonlySet<FaultStage> = new Set<FaultStage>([
  'pop3:retr',
  'pop3:top',
  'pop3:dele',
  'http:send',
])

/** What a stage allows that is not as at most others. */
const OTHER_ACTS: { readonly [Stage in FaultStage]?: readonly FaultActName[] } = {
  connect: CUTS,
  'after-data': [...ANSWERS, ...CAPTURES],
  quit: [...CUTS, 'reply'],
  'pop3:connect': CUTS,
  'pop3:retr': [...ANSWERS, 'corrupt'],
  'pop3:top': [...ANSWERS, 'corrupt'],
  'pop3:quit': [...CUTS, 'reply'],
  'imap:connect': CUTS,
  'imap:logout': [...CUTS, 'reply'],
  'http:send': [...CUTS, 'reply', ...CAPTURES],
}

/** The acts that a stage allows. */
export function actsAt(stage: FaultStage): readonly FaultActName[] {
  return OTHER_ACTS[stage] ?? ANSWERS
}

/** The stages that allow an act: those of the same protocol as `stage`, if there are any. */
export function stagesThatAllow(act: FaultActName, stage: FaultStage): FaultStage[] {
  return nearest(stage, other => actsAt(other).includes(act))
}

export function isKnownAt(stage: FaultStage, fact: Fact): boolean {
  return factsAt(stage).includes(fact)
}

function factsAt(stage: FaultStage): readonly Fact[] {
  if (stage in SMTP_FACTS) return SMTP_FACTS[stage as SmtpStage]
  if (ABOUT_A_MESSAGE.has(stage)) return ALL_FACTS
  return BEFORE_LOGIN.has(stage) ? ['client'] : ['client', 'user']
}

/** The stages at which something is known: those of the same protocol as `stage`, if there are any. */
export function stagesThatKnow(fact: Fact, stage: FaultStage): FaultStage[] {
  return nearest(stage, other => isKnownAt(other, fact))
}

function nearest(stage: FaultStage, fits: (other: FaultStage) => boolean): FaultStage[] {
  const all = FAULT_STAGES.filter(fits)
  const near = all.filter(other => protocolOf(other) === protocolOf(stage))
  return near.length > 0 ? near : all
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
