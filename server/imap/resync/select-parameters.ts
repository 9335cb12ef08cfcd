import type { ImapSession } from '../session.ts'
import type { ArgumentReader } from '../wire/argument-reader.ts'
import type { SequenceSet } from '../wire/sequence-set.ts'

/** What a client says of the state in which it left a folder (RFC 7162 §3.2.5). */
export interface Resync {
  readonly uidValidity: number
  readonly modseq: number
  /** The UIDs it keeps; null is all. */
  readonly known: SequenceSet | null
  /** Some sequence numbers and their UIDs, in ascending order; null is none. */
  readonly match: { readonly sequences: SequenceSet; readonly uids: SequenceSet } | null
}

/** What SELECT and EXAMINE may have in parentheses (RFC 4466 §2.1). */
export interface SelectParameters {
  readonly condstore: boolean
  readonly resync: Resync | null
}

/** Reads ` (CONDSTORE QRESYNC (…))`, or nothing. @throws ImapSyntaxError */
export function parseSelectParameters(reader: ArgumentReader, session: ImapSession): SelectParameters {
  if (reader.atEnd) return { condstore: false, resync: null }
  let condstore = false
  let resync: Resync | null = null
  reader.space()
  reader.list(() => {
    if (session.offers('CONDSTORE') && reader.tryKeyword('CONDSTORE')) condstore = true
    else if (session.offers('QRESYNC') && reader.tryKeyword('QRESYNC')) resync = parseResync(reader)
    else throw reader.error('a parameter of SELECT')
  })
  return { condstore, resync }
}

/** ` (uidvalidity modseq [known-uids] [(sequences uids)])` */
function parseResync(reader: ArgumentReader): Resync {
  reader.space()
  reader.symbol('(')
  const uidValidity = reader.nonZeroNumber()
  reader.space()
  const modseq = reader.number64()
  let known: SequenceSet | null = null
  let more = reader.trySpace()
  if (more && reader.peek() !== '(') {
    known = parseFixedSet(reader)
    more = reader.trySpace()
  }
  const match = more ? parseMatch(reader) : null
  reader.symbol(')')
  return { uidValidity, modseq, known, match }
}

function parseMatch(reader: ArgumentReader): Resync['match'] {
  reader.symbol('(')
  const sequences = parseFixedSet(reader)
  reader.space()
  const uids = parseFixedSet(reader)
  reader.symbol(')')
  return { sequences, uids }
}

/** RFC 7162 §7: known-uids and its like hold no `*`, nor `$`. */
function parseFixedSet(reader: ArgumentReader): SequenceSet {
  const start = reader.position
  const set = reader.sequenceSet()
  if (set.isSaved || set.format().includes('*')) throw reader.error('a set without * and $', start)
  return set
}
