import type { ResponseWriter } from '../response-writer.ts'
import type { ImapSession } from '../session.ts'
import type { SearchKey } from '../wire/search-key.ts'
import type { SearchReturn } from '../wire/search-return.ts'
import { SequenceSet } from '../wire/sequence-set.ts'
import { pageOf } from './page.ts'
import type { Candidate } from './search-test.ts'

/** How the result of a SEARCH or SORT is to be told. */
export interface AnswerForm {
  /** What the old form of the answer is called. */
  readonly name: 'SEARCH' | 'SORT'
  /** Null where the old form was asked for. */
  readonly returns: SearchReturn | null
  readonly uid: boolean
  /** Whether MODSEQ was among the criteria. */
  readonly asksModSeq: boolean
}

/** Tells what was found, in the order given, and saves what is to be saved. */
export function answerSearch(
  session: ImapSession,
  found: readonly Candidate[],
  { name, returns, uid, asksModSeq }: AnswerForm,
  out: ResponseWriter,
): void {
  const numbers = found.map(({ sequence, uid: itsUid }) => (uid ? itsUid : sequence))
  if (returns === null) {
    const modseq = asksModSeq && found.length > 0 ? ` (MODSEQ ${highestModSeq(found)})` : ''
    out.untagged([name, ...numbers].join(' ') + modseq)
    return
  }
  const concerned = concernedBy(returns, found)
  if (returns.save) session.savedResult = SequenceSet.of(concerned.map(candidate => candidate.uid))
  const data = returnData(returns, numbers)
  // RFC 9051 §6.4.4.1: with SAVE alone nothing is told.
  if (data.length === 0 && isSaveAlone(returns)) return
  // RFC 7162 §3.1.5
  if (asksModSeq && concerned.length > 0) data.push(`MODSEQ ${highestModSeq(concerned)}`)
  out.untagged([`ESEARCH (TAG "${session.tag}")`, ...(uid ? ['UID'] : []), ...data].join(' '))
}

/** RFC 9051 §6.4.4.4: a search that fails leaves `$` empty, if it was to be saved. */
export function forgetSaved(session: ImapSession, returns: SearchReturn | null): void {
  if (returns?.save === true) session.savedResult = SequenceSet.of([])
}

/** Whether a key asks for modification sequences, and so for that of the result (RFC 7162 §3.1.5). */
export function asksModSeq(key: SearchKey): boolean {
  const waiting = [key]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === 'modseq') return true
    if (next.kind === 'not') waiting.push(next.key)
    else if (next.kind === 'and' || next.kind === 'or') waiting.push(...next.keys)
  }
  return false
}

/** RFC 4731 §3.1, RFC 9394 §3.1: what is told besides the tag. */
function returnData({ min, max, all, count, partial }: SearchReturn, numbers: readonly number[]): string[] {
  const data: string[] = []
  if (min && numbers.length > 0) data.push(`MIN ${numbers[0]}`)
  if (max && numbers.length > 0) data.push(`MAX ${numbers.at(-1)}`)
  if (all && numbers.length > 0) data.push(`ALL ${formatInOrder(numbers)}`)
  if (count) data.push(`COUNT ${numbers.length}`)
  if (partial !== null) {
    const page = formatInOrder(pageOf(numbers, partial))
    data.push(`PARTIAL (${partial.join(':')} ${page === '' ? 'NIL' : page})`)
  }
  return data
}

/**
 * RFC 9051 §6.4.4.4 and RFC 9394 §3.2: what `$` stands for afterwards. With ALL or COUNT, or SAVE alone, everything;
 * else the messages that are told.
 */
function concernedBy(
  { min, max, all, count, partial }: SearchReturn,
  found: readonly Candidate[],
): readonly Candidate[] {
  if (all || count || (!min && !max && partial === null)) return found
  const told = new Set(partial === null ? [] : pageOf(found, partial))
  const [first] = found
  const last = found.at(-1)
  if (min && first !== undefined) told.add(first)
  if (max && last !== undefined) told.add(last)
  return [...told]
}

function isSaveAlone({ min, max, all, count, save, partial }: SearchReturn): boolean {
  return save && !min && !max && !all && !count && partial === null
}

function highestModSeq(found: readonly Candidate[]): number {
  return found.reduce((highest, { entry }) => Math.max(highest, entry.modseq), 0)
}

/** A sequence set that names numbers in this very order: only what ascends one by one becomes a range (RFC 5267 §3.1). */
function formatInOrder(numbers: readonly number[]): string {
  const parts: string[] = []
  for (let start = 0; start < numbers.length;) {
    let end = start
    while (numbers[end + 1] === numbers[end]! + 1) end++
    parts.push(start === end ? `${numbers[start]}` : `${numbers[start]}:${numbers[end]}`)
    start = end + 1
  }
  return parts.join(',')
}
