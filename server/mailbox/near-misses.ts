import { createExplainer } from './explain-match.ts'
import { matches } from './match.ts'
import type { Query } from './query-tree.ts'
import type { Job } from './sliced-work.ts'
import type { Store } from './store.ts'
import type { StoredMessage } from './stored-message.ts'

/** A message that nearly matched a query. */
export interface NearMiss {
  readonly message: StoredMessage
  /** The terms that it fails, in words. */
  readonly failed: readonly string[]
}

/** How many messages are looked at, the newest first: what was waited for came lately, if it came. */
const LOOKED_AT = 500

/** How many are given. */
const GIVEN = 3

/**
 * The messages that came nearest to matching, of the newest in the scope: those that fail the fewest terms, the
 * newest first among equals.
 */
export function* nearMisses(
  { timeline }: Store,
  { query, scope, after }: { query: Query; scope: Query; after: number | null },
): Job<NearMiss[]> {
  const explainer = createExplainer(query)
  const nearest: { message: StoredMessage; failures: number }[] = []
  let seq = Infinity
  for (let looked = 0; looked < LOOKED_AT; looked++) {
    const message = timeline.at(timeline.countBelow(seq) - 1)
    if (message === undefined || message.seq <= (after ?? 0)) break
    seq = message.seq
    const failures = matches(scope, message) ? explainer.failures(message) : 0
    if (failures > 0) {
      const place = nearest.findIndex(other => failures < other.failures)
      nearest.splice(place < 0 ? nearest.length : place, 0, { message, failures })
      nearest.length = Math.min(nearest.length, GIVEN)
    }
    yield
  }
  return nearest.map(({ message }) => ({ message, failed: explainer.explain(message) }))
}
