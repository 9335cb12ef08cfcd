import { Entry } from './entry.ts'
import type { Query } from './query-tree.ts'
import type { StoredMessage } from './stored-message.ts'
import { createTermTest } from './term-test.ts'
import type { Test } from './term-test.ts'

/** Compiled queries: events, lists and waits ask with the same one for many messages. */
const compiled = new WeakMap<Query, Test>()

/**
 * Whether a message matches a query. Of an entry, its own flags and keywords count; of a message, those of
 * its entry in the catch-all account. Of a message that was deleted, what needs its bytes does not match.
 */
export function matches(query: Query, subject: Entry | StoredMessage): boolean {
  let test = compiled.get(query)
  if (test === undefined) {
    test = compile(query)
    compiled.set(query, test)
  }
  if (subject instanceof Entry) return test(subject.message, subject)
  return test(subject, subject.entries.find(entry => entry.folder.account.isCatchAll) ?? null)
}

function compile(query: Query): Test {
  switch (query.kind) {
    case 'all':
      return () => true
    case 'and': {
      const tests = byCost(query.operands).map(compile)
      return (message, entry) => tests.every(test => test(message, entry))
    }
    case 'or': {
      const tests = byCost(query.operands).map(compile)
      return (message, entry) => tests.some(test => test(message, entry))
    }
    case 'not': {
      const test = compile(query.operand)
      return (message, entry) => !test(message, entry)
    }
    default:
      return createTermTest(query)
  }
}

/** Puts first what is cheap to tell: it often settles the matter. */
function byCost(operands: readonly Query[]): readonly Query[] {
  return operands.toSorted((a, b) => cost(a) - cost(b))
}

function cost(query: Query): number {
  switch (query.kind) {
    case 'and':
    case 'or':
      return Math.max(...query.operands.map(cost))
    case 'not':
      return cost(query.operand)
    case 'header':
      return 2
    case 'has':
      return 3
    case 'text':
      return query.key === 'any' || query.key === 'body' ? 3 : query.key === 'message-id' ? 2 : 1
    default:
      return 0
  }
}
