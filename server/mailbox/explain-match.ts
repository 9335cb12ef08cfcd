import type { Entry } from './entry.ts'
import { explainTerm } from './explain-term.ts'
import type { Query, Term } from './query-tree.ts'
import type { StoredMessage } from './stored-message.ts'
import { createTermTest } from './term-test.ts'

/** Tells what a message lacks to match a query. Flags and tags are those of its entry in the catch-all account. */
export interface Explainer {
  /** How many terms it fails; 0 when it matches. Of alternatives, the one that lacks least counts. */
  failures(message: StoredMessage): number
  /** Each term it fails, in words; alternatives that all fail are one. */
  explain(message: StoredMessage): string[]
}

/** A part of a query that must hold; what must not hold was turned into its opposite. */
interface Demand {
  failures(message: StoredMessage, entry: Entry | null): number
  explain(message: StoredMessage, entry: Entry | null): string[]
}

/** How many alternatives are told of. */
const TOLD = 5

/** Makes ready what it takes to hold many messages against a query. */
export function createExplainer(query: Query): Explainer {
  const demand = demandOf(query, true)
  return {
    failures: message => demand.failures(message, catchAllEntry(message)),
    explain: message => demand.explain(message, catchAllEntry(message)),
  }
}

function catchAllEntry({ entries }: StoredMessage): Entry | null {
  return entries.find(entry => entry.folder.account.isCatchAll) ?? null
}

/** @param wanted whether the query must match; else it must not */
function demandOf(query: Query, wanted: boolean): Demand {
  switch (query.kind) {
    case 'all':
      return everyOf([])
    case 'not':
      return demandOf(query.operand, !wanted)
    case 'and':
    case 'or': {
      const demands = query.operands.map(operand => demandOf(operand, wanted))
      // That not all of several match is that one of them does not.
      return (query.kind === 'and') === wanted ? everyOf(demands) : oneOf(demands)
    }
    default:
      return termDemand(query, wanted)
  }
}

function everyOf(demands: readonly Demand[]): Demand {
  return {
    failures: (message, entry) =>
      demands.reduce((failures, demand) => failures + demand.failures(message, entry), 0),
    explain: (message, entry) => demands.flatMap(demand => demand.explain(message, entry)),
  }
}

function oneOf(demands: readonly Demand[]): Demand {
  const failures = (message: StoredMessage, entry: Entry | null): number => {
    let fewest = Infinity
    for (const demand of demands) {
      fewest = Math.min(fewest, demand.failures(message, entry))
      if (fewest === 0) break
    }
    return fewest
  }
  return {
    failures,
    explain(message, entry) {
      if (failures(message, entry) === 0) return []
      const told = demands
        .slice(0, TOLD)
        .map(demand => demand.explain(message, entry).join(' and '))
        .join('; or ')
      const more = demands.length > TOLD ? `; or ${demands.length - TOLD} more` : ''
      return [`none of ${demands.length} alternatives holds: ${told}${more}`]
    },
  }
}

function termDemand(term: Term, wanted: boolean): Demand {
  const test = createTermTest(term)
  const holds = (message: StoredMessage, entry: Entry | null): boolean => test(message, entry) === wanted
  return {
    failures: (message, entry) => (holds(message, entry) ? 0 : 1),
    explain: (message, entry) =>
      holds(message, entry) ? [] : [`${wanted ? '' : '-'}${explainTerm(term, message, entry, !wanted)}`],
  }
}
