import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { SandboxClock } from '../../../server/clock.ts'
import { MailboxView } from '../../../server/imap/mailbox-view.ts'
import { lastMatch } from '../../../server/imap/resync/last-match.ts'
import { SequenceSet } from '../../../server/imap/wire/sequence-set.ts'
import { Store } from '../../../server/mailbox/store.ts'
import { submission } from '../../mailbox/submission.ts'

const clock = new SandboxClock()

/** A view of a folder that had so many messages, of which these UIDs are gone. */
function viewOf(count: number, gone: readonly number[]): MailboxView {
  const store = new Store({ clock })
  for (let left = count; left > 0; left--) store.capture(submission({ to: [] }))
  const folder = store.catchAll.inbox
  store.apply({ type: 'expunge', folder, uids: gone })
  return new MailboxView(folder, store.feed, { readOnly: true, dialect: { enabled: new Set(), rev2: false } })
}

test.each([
  { gone: [], sequences: '1:3', uids: '1:3', match: 3 },
  { gone: [], sequences: '2,4', uids: '2,5', match: 2 },
  { gone: [2], sequences: '1:3', uids: '1:3', match: 1 },
  { gone: [2], sequences: '1:3', uids: '1,3:4', match: 4 },
  { gone: [1], sequences: '1:3', uids: '1:3', match: 0 },
  { gone: [], sequences: '3:99', uids: '3:99', match: 9 },
  { gone: [], sequences: '1:4294967295', uids: '1:4294967295', match: 9 },
  { gone: [], sequences: '1:9', uids: '1:2', match: 2 },
  { gone: [], sequences: '50', uids: '50', match: 0 },
])('without $gone, $sequences as $uids are right up to $match', ({ gone, sequences, uids, match }) => {
  const data = { sequences: SequenceSet.parse(sequences), uids: SequenceSet.parse(uids) }
  expect(lastMatch(viewOf(9, gone), data)).toBe(match)
})

test('a client never misses anything up to the match', () => {
  const some = fc.uniqueArray(fc.integer({ min: 1, max: 12 }))
  fc.assert(
    fc.property(some, some, some, (before, after, sample) => {
      const known = Array.from({ length: 12 }, (_, index) => index + 1).filter(uid => !before.includes(uid))
      const numbers = sample.filter(number => number <= known.length).sort((a, b) => a - b)
      fc.pre(numbers.length > 0)
      const match = lastMatch(viewOf(12, [...before, ...after]), {
        sequences: SequenceSet.of(numbers),
        uids: SequenceSet.of(numbers.map(number => known[number - 1]!)),
      })
      expect(known.filter(uid => after.includes(uid) && uid <= match)).toEqual([])
    }),
  )
})
