import type { Entry } from '../../mailbox/entry.ts'
import type { Folder } from '../../mailbox/folder.ts'
import { ImapSyntaxError } from '../wire/imap-syntax-error.ts'
import type { Range, SequenceSet } from '../wire/sequence-set.ts'
import type { UidList } from './uid-list.ts'

/** One message that a command names. */
export interface ViewItem {
  readonly sequence: number
  readonly uid: number
  /** Null when another session has expunged it and this one was not told of that yet. */
  readonly entry: Entry | null
}

/** How a set of a command is to be understood. */
export interface SetReading {
  /** Whether its numbers are UIDs. */
  readonly uid: boolean
  /** The UIDs that `$` stands for; null is none. */
  readonly saved: SequenceSet | null
}

/**
 * The messages of a set that a session knows, in ascending order. RFC 9051 §6.4.9: UIDs that there are not are passed
 * over.
 *
 * @throws ImapSyntaxError when it names a sequence number that there is not
 */
export function resolveSet(
  set: SequenceSet,
  { uid, saved }: SetReading,
  uids: UidList,
  folder: Folder,
): ViewItem[] {
  const items: ViewItem[] = []
  for (const [from, to] of positionRanges(set, uid, saved, uids)) addItems(items, from, to, uids, folder)
  return items
}

/** Positions from one up to, not including, another. */
function positionRanges(set: SequenceSet, uid: boolean, saved: SequenceSet | null, uids: UidList): Range[] {
  // RFC 5182 §2.1: `$` stands for messages, in commands that use UIDs and in those that do not.
  if (set.isSaved) return saved === null ? [] : uidRanges(saved, uids)
  return uid ? uidRanges(set, uids) : sequenceRanges(set, uids.length)
}

function uidRanges(set: SequenceSet, uids: UidList): Range[] {
  return set.ranges(uids.last).map(([from, to]) => [uids.countBelow(from), uids.countBelow(to + 1)])
}

function sequenceRanges(set: SequenceSet, length: number): Range[] {
  const ranges = set.ranges(length)
  const greatest = ranges.at(-1)?.[1] ?? 0
  // RFC 9051 §9, seq-number: BAD for a number that there is not, and for `*` in an empty folder.
  if (length === 0) throw new ImapSyntaxError(0, 'there are no messages in this folder')
  if (greatest > length)
    throw new ImapSyntaxError(0, `there is no message ${greatest}, the last one is ${length}`)
  return ranges.map(([from, to]) => [from - 1, to])
}

/** Both lists are in ascending order, so that one search for the first is enough. */
function addItems(items: ViewItem[], from: number, to: number, uids: UidList, { entries }: Folder): void {
  let next = from < to ? entries.countBelow(uids.at(from)) : 0
  for (let index = from; index < to; index++) {
    const uid = uids.at(index)
    let entry = entries.at(next)
    while (entry !== undefined && entry.uid < uid) entry = entries.at(++next)
    items.push({ sequence: index + 1, uid, entry: entry?.uid === uid ? entry : null })
  }
}
