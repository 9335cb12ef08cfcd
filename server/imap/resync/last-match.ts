import type { MailboxView } from '../mailbox-view.ts'
import type { Range, SequenceSet } from '../wire/sequence-set.ts'

/**
 * The greatest UID that has the sequence number which a client remembers for it; 0 when there is none. Up to there it
 * misses nothing: messages go, but none comes in between, so that as many as there were before are the same ones.
 *
 * @param match sequence numbers and UIDs, of which the first belongs to the first, and so on
 */
export function lastMatch(
  view: MailboxView,
  { sequences, uids }: { sequences: SequenceSet; uids: SequenceSet },
): number {
  const uidOf = memberReader(uids.ranges(0))
  let match = 0
  let position = 0
  for (const [from, to] of sequences.ranges(0)) {
    for (let sequence = from; sequence <= Math.min(to, view.length); sequence++) {
      const uid = uidOf(position++)
      if (uid === 0) return match
      if (view.uidAt(sequence) === uid) match = uid
    }
    if (to > view.length) break
  }
  return match
}

/** Gives the members of ranges by their position, which may only grow; 0 behind the last. */
function memberReader(ranges: readonly Range[]): (position: number) => number {
  let index = 0
  let start = 0
  return position => {
    let range = ranges[index]
    while (range !== undefined && position - start > range[1] - range[0]) {
      start += range[1] - range[0] + 1
      range = ranges[++index]
    }
    return range === undefined ? 0 : range[0] + position - start
  }
}
