import { TimeSlice } from '../../mailbox/time-slice.ts'
import type { ImapSession } from '../session.ts'
import type { MailboxView } from '../mailbox-view.ts'
import type { SearchKey } from '../wire/search-key.ts'
import { SequenceSet } from '../wire/sequence-set.ts'
import { createSearchTest } from './search-test.ts'
import type { Candidate } from './search-test.ts'

const EVERYTHING = SequenceSet.parse('1:*')

/**
 * The messages of the selected folder that a key finds, in ascending order; with pauses, in which others get their
 * turn. What comes meanwhile is not looked at, as the client does not know of it yet.
 */
export async function runSearch(
  session: ImapSession,
  view: MailboxView,
  key: SearchKey,
): Promise<Candidate[]> {
  const test = createSearchTest(key, {
    now: session.clock.now(),
    lastSequence: view.length,
    lastUid: view.uidAt(view.length),
    saved: session.savedResult,
    isRecent: uid => view.isRecent(uid),
  })
  const found: Candidate[] = []
  const slice = new TimeSlice()
  for (const { sequence, uid, entry } of view.resolve(EVERYTHING, { uid: true, saved: null })) {
    if (slice.over) await slice.next()
    // What another session has expunged cannot be found, though it still has its number.
    if (entry === null || entry.message.entries.length === 0) continue
    const candidate = { sequence, uid, entry }
    if (test(candidate)) found.push(candidate)
  }
  return found
}
