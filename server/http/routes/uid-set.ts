import type { UidRange } from '../../mailbox/expunge-log.ts'
import { ProblemError } from '../problem.ts'

/** RFC 9051 §9: seq-range, of one number or two. */
const RANGE = /^(\*|[1-9]\d{0,9})(?::(\*|[1-9]\d{0,9}))?$/

/** Characters of a faulty part that the problem shows. */
const SHOWN = 40

/**
 * UIDs and ranges of them, as IMAP writes them.
 *
 * @param largest what `*` stands for: the largest UID of the folder
 * @returns in the order of the text; they may overlap
 * @throws ProblemError `invalid-request`
 */
export function parseUidSet(text: string, largest: number): UidRange[] {
  const uid = (end: string) => (end === '*' ? largest : Number(end))
  return text.split(',').map(part => {
    const [, first, last = first] = RANGE.exec(part) ?? []
    if (first === undefined || last === undefined) throw notUids(part)
    const ends = [uid(first), uid(last)] as const
    // RFC 9051 §9: the order of the ends does not matter, so `9:*` where 5 is the largest is `5:9`.
    return ends[0] <= ends[1] ? ends : [ends[1], ends[0]]
  })
}

function notUids(part: string): ProblemError {
  const found = part === '' ? 'an empty text' : `"${part.slice(0, SHOWN)}"`
  return new ProblemError(
    'invalid-request',
    `In uids, ${found} is neither a UID nor a range of them; write them as in 1:5,9,12:*`,
  )
}
