import type { Moment } from './query-value.ts'

/** Where a term stands in the text that was parsed: character positions, `end` exclusive. */
interface Span {
  readonly start: number
  readonly end: number
}

export const TEXT_KEYS = [
  'from',
  'to',
  'cc',
  'bcc',
  'subject',
  'body',
  'user',
  'account',
  'tag',
  'id',
  'message-id',
  'rcpt',
  'sender',
] as const
export const HAS_VALUES = ['attachment', 'code', 'link'] as const
export const IS_VALUES = ['unread', 'read', 'flagged', 'unflagged'] as const

/** A text that some part of a message must hold or be; `any` is a bare word or phrase. */
export interface TextTerm extends Span {
  readonly kind: 'text'
  readonly key: (typeof TEXT_KEYS)[number] | 'any'
  readonly value: string
}

/** A header field that must be there and, if a value is given, hold it. */
export interface HeaderTerm extends Span {
  readonly kind: 'header'
  readonly name: string
  readonly value: string | null
}

export interface HasTerm extends Span {
  readonly kind: 'has'
  readonly value: (typeof HAS_VALUES)[number]
}

export interface IsTerm extends Span {
  readonly kind: 'is'
  readonly value: (typeof IS_VALUES)[number]
}

export interface SizeTerm extends Span {
  readonly kind: 'size'
  readonly key: 'larger' | 'smaller'
  /** As it was written. */
  readonly value: string
  readonly bytes: number
}

export interface TimeTerm extends Span {
  readonly kind: 'time'
  readonly key: 'before' | 'after'
  /** As it was written. */
  readonly value: string
  readonly moment: Moment
}

export type Term = TextTerm | HeaderTerm | HasTerm | IsTerm | SizeTerm | TimeTerm

/** A query as a tree. `all` is the empty query, which everything matches. */
export type Query =
  | { readonly kind: 'all' }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Query[] }
  | { readonly kind: 'not'; readonly operand: Query }
  | Term

/** The query that matches what all of these match. */
export function and(...queries: readonly Query[]): Query {
  const operands = queries.flatMap(query =>
    query.kind === 'and' ? query.operands : query.kind === 'all' ? [] : [query],
  )
  return operands.length > 1 ? { kind: 'and', operands } : (operands[0] ?? { kind: 'all' })
}

/** The query that matches what any of these matches. */
export function or(...queries: readonly Query[]): Query {
  const operands = queries.flatMap(query => (query.kind === 'or' ? query.operands : [query]))
  return operands.length > 1 ? { kind: 'or', operands } : (operands[0] ?? { kind: 'all' })
}
