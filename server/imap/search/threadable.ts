import { TimeSlice } from '../../mailbox/time-slice.ts'
import { baseSubject } from './base-subject.ts'
import { casemapKey } from './casemap.ts'
import { readReferences } from './references.ts'
import type { References } from './references.ts'
import type { Candidate } from './search-test.ts'
import { sentDate } from './sort-keys.ts'

/** What threads are made from. */
export interface Threadable extends References {
  /** Its sequence number or UID, as the client counts. */
  readonly number: number
  /** The base subject as it compares; '' when there is none. */
  readonly subject: string
  /** Whether it is a reply or a forward, by its subject. */
  readonly isReply: boolean
  /** RFC 5256 §2.2, in milliseconds since the epoch. */
  readonly sentDate: number
}

/** Reads from messages what threads are made from; with pauses. */
export async function readThreadables(candidates: readonly Candidate[], uid: boolean): Promise<Threadable[]> {
  const threadables: Threadable[] = []
  const slice = new TimeSlice()
  for (const candidate of candidates) {
    if (slice.over) await slice.next()
    const { message } = candidate.entry
    const { text, isReply } = baseSubject(message.summary.subject)
    threadables.push({
      number: uid ? candidate.uid : candidate.sequence,
      subject: casemapKey(text),
      isReply,
      sentDate: sentDate(candidate),
      ...readReferences(message.raw),
    })
  }
  return threadables
}
