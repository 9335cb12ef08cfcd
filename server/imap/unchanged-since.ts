import type { Entry } from '../mailbox/entry.ts'
import type { Marks } from '../mailbox/flags.ts'
import type { Folder } from '../mailbox/folder.ts'
import { withoutKeywords } from '../mailbox/keywords.ts'
import type { MarkChange } from '../mailbox/mark-log.ts'

/** What a STORE would do to the flags of messages. */
interface FlagStore {
  readonly mode: 'add' | 'remove' | 'replace'
  readonly marks: Marks
}

/**
 * RFC 7162 §3.1.3: tells of an entry whether nobody has changed, after a modification sequence, what a STORE is about
 * to change. Where that is no longer remembered it counts as changed.
 */
export function createUnchangedTest(
  folder: Folder,
  since: number,
  { mode, marks }: FlagStore,
): (entry: Entry) => boolean {
  let changes: ReadonlyMap<number, MarkChange> | undefined
  return entry => {
    if (entry.modseq <= since) return true
    // RFC 7162 §3.1.12: FLAGS is about every flag there is, the others only about those that they name.
    if (mode === 'replace') return false
    // RFC 7162 §3.1.3: to 0, every system flag has changed, and each keyword that is there.
    if (since === 0) return marks.flags === 0 && !haveCommon(entry.keywords, marks.keywords)
    changes ??= folder.markedSince(since)
    const change = changes.get(entry.uid)
    if (change === undefined || change.before > since) return false
    return (change.flags & marks.flags) === 0 && !haveCommon(change.keywords, marks.keywords)
  }
}

function haveCommon(first: readonly string[], second: readonly string[]): boolean {
  return withoutKeywords(first, second).length < first.length
}
