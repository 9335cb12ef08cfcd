import type { Query, Term } from './query-tree.ts'

/**
 * What stands by itself without quotes: one word that cannot be taken for an operator, a negation or a key.
 */
const PLAIN_WORD = /^(?!-|(?:OR|AND)$|[A-Za-z][A-Za-z-]*:)[^\s()"]+$/
const PLAIN_VALUE = /^[^\s()"]+$/

/** The text of a query, in one spelling. Parsed again it gives the same query. */
export function formatQuery(query: Query): string {
  switch (query.kind) {
    case 'all':
      return ''
    case 'and':
      return query.operands.map(formatOperand).join(' ')
    case 'or':
      return query.operands.map(formatOperand).join(' OR ')
    case 'not':
      return `-${formatOperand(query.operand)}`
    default:
      return formatTerm(query)
  }
}

function formatOperand(query: Query): string {
  return query.kind === 'and' || query.kind === 'or' ? `(${formatQuery(query)})` : formatQuery(query)
}

function formatTerm(term: Term): string {
  switch (term.kind) {
    case 'text':
      return term.key === 'any'
        ? quoted(term.value, PLAIN_WORD)
        : `${term.key}:${quoted(term.value, PLAIN_VALUE)}`
    case 'header':
      return `header:${term.name}${term.value === null ? '' : `=${quoted(term.value, PLAIN_VALUE)}`}`
    case 'size':
    case 'time':
      return `${term.key}:${quoted(term.value, PLAIN_VALUE)}`
    default:
      return `${term.kind}:${term.value}`
  }
}

function quoted(text: string, plain: RegExp): string {
  return plain.test(text) ? text : `"${text.replace(/[\\"]/g, '\\$&')}"`
}
