import { copyId } from '../../mailbox/copy-id.ts'
import type { Entry } from '../../mailbox/entry.ts'
import { systemFlag } from '../../mailbox/flags.ts'
import { threadId } from '../fetch/thread-id.ts'
import type { SearchKey } from '../wire/search-key.ts'
import type { Range, SequenceSet } from '../wire/sequence-set.ts'
import { createHeaderTest } from './header-test.ts'
import { dateField, sentDay } from './sent-date.ts'
import { createBodyTest, createTextTest } from './text-test.ts'

/** A message of the selected folder that may be found. */
export interface Candidate {
  readonly sequence: number
  readonly uid: number
  readonly entry: Entry
}

export type SearchTest = (candidate: Candidate) => boolean

/** What a search refers to besides the messages. */
export interface SearchSurroundings {
  /** Milliseconds since the epoch. */
  readonly now: number
  /** What `*` stands for among sequence numbers, and among UIDs. */
  readonly lastSequence: number
  readonly lastUid: number
  /** The UIDs that `$` stands for; null is none. */
  readonly saved: SequenceSet | null
  readonly isRecent: (uid: number) => boolean
}

const DAY = 24 * 60 * 60 * 1000

/** Makes ready what a key needs to be held against many messages. How deep keys lie in one another is wire's limit. */
export function createSearchTest(key: SearchKey, surroundings: SearchSurroundings): SearchTest {
  switch (key.kind) {
    case 'and': {
      const tests = byCost(key.keys).map(operand => createSearchTest(operand, surroundings))
      return candidate => tests.every(test => test(candidate))
    }
    case 'or': {
      const tests = byCost(key.keys).map(operand => createSearchTest(operand, surroundings))
      return candidate => tests.some(test => test(candidate))
    }
    case 'not': {
      const test = createSearchTest(key.key, surroundings)
      return candidate => !test(candidate)
    }
    case 'sequence':
    case 'uid':
      return createSetTest(key, surroundings)
    default:
      return createMessageTest(key, surroundings)
  }
}

type SetKey = Extract<SearchKey, { kind: 'sequence' | 'uid' }>
type MessageKey = Exclude<SearchKey, SetKey | { kind: 'and' | 'or' | 'not' }>

function createSetTest(
  { kind, set }: SetKey,
  { saved, lastSequence, lastUid }: SearchSurroundings,
): SearchTest {
  // RFC 9051 §6.4.4.1: `$` stands for messages, whichever way they are numbered.
  if (set.isSaved) {
    const ranges = saved?.ranges(lastUid) ?? []
    return ({ uid }) => isWithin(ranges, uid)
  }
  const ranges = set.ranges(kind === 'uid' ? lastUid : lastSequence)
  return kind === 'uid' ? ({ uid }) => isWithin(ranges, uid) : ({ sequence }) => isWithin(ranges, sequence)
}

function isWithin(ranges: readonly Range[], number: number): boolean {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ranges[middle]![1] < number) low = middle + 1
    else high = middle
  }
  return low < ranges.length && ranges[low]![0] <= number
}

function createMessageTest(key: MessageKey, surroundings: SearchSurroundings): SearchTest {
  switch (key.kind) {
    case 'all':
    case 'save-date-supported':
      return () => true
    case 'flag':
      return createFlagTest(key.flag, key.present)
    case 'recent':
      return ({ uid }) => surroundings.isRecent(uid) === key.present
    case 'header':
      return ofEntry(createHeaderTest(key.field, key.text))
    case 'body':
      return ofEntry(createBodyTest(key.text))
    case 'text':
      return ofEntry(createTextTest(key.text))
    case 'larger':
      return ({ entry }) => entry.octets > key.octets
    case 'smaller':
      return ({ entry }) => entry.octets < key.octets
    case 'date':
      return createDateTest(key)
    // RFC 5032 §2.2
    case 'older':
      return ({ entry }) => entry.internalDate <= surroundings.now - key.seconds * 1000
    case 'younger':
      return ({ entry }) => entry.internalDate >= surroundings.now - key.seconds * 1000
    // RFC 7162 §3.1.5
    case 'modseq':
      return ({ entry }) => entry.modseq >= key.modseq
    case 'email-id':
      return ({ entry }) => copyId(entry) === key.id
    case 'thread-id':
      return ({ entry }) => threadId(entry.message) === key.id
  }
}

function ofEntry(test: (entry: Entry) => boolean): SearchTest {
  return ({ entry }) => test(entry)
}

function createFlagTest(flag: string, present: boolean): SearchTest {
  const bit = systemFlag(flag)
  if (bit !== undefined) return ({ entry }) => ((entry.flags & bit) !== 0) === present
  const keyword = flag.toLowerCase()
  return ({ entry }) => entry.keywords.some(name => name.toLowerCase() === keyword) === present
}

type DateKey = Extract<SearchKey, { kind: 'date' }>

/** RFC 9051 §6.4.4: days alone are compared, whatever the time and the zone. */
function createDateTest({ of, relation, day }: DateKey): SearchTest {
  const dayOf = DAYS[of]
  return ({ entry }) => {
    const its = dayOf(entry)
    if (its === null) return false
    return relation === 'before' ? its < day : relation === 'on' ? its === day : its >= day
  }
}

const DAYS: Readonly<Record<DateKey['of'], (entry: Entry) => number | null>> = {
  internal: entry => startOfDay(entry.internalDate),
  saved: entry => startOfDay(entry.savedAt),
  sent: ({ message }) => {
    const value = dateField(message.raw)
    return value === null ? null : sentDay(value)
  },
}

/** INTERNALDATE is told in UTC, so that is the zone in which its day is meant. */
function startOfDay(milliseconds: number): number {
  return Math.floor(milliseconds / DAY) * DAY
}

/** Puts first what is cheap to tell: it often settles the matter. */
function byCost(keys: readonly SearchKey[]): readonly SearchKey[] {
  return keys.toSorted((a, b) => cost(a) - cost(b))
}

function cost(key: SearchKey): number {
  switch (key.kind) {
    case 'and':
    case 'or':
      return key.keys.reduce((most, operand) => Math.max(most, cost(operand)), 0)
    case 'not':
      return cost(key.key)
    case 'body':
    case 'text':
      return 3
    case 'header':
      return key.field === 'subject' ? 1 : 2
    case 'thread-id':
      return 2
    case 'date':
      return key.of === 'sent' ? 2 : 0
    default:
      return 0
  }
}
