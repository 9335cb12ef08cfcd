import type { Entry, Summary } from '../../server/http/contract.ts'

/** One line of the list: a message as the mailbox on show sees it. */
export interface Row {
  /** Unlike the message's id, unique in a folder that holds copies of one message. */
  readonly key: string
  readonly id: string
  /** Of the entry in the folder on show; null in all mail, where the message itself is meant. */
  readonly uid: number | null
  readonly seen: boolean
  readonly flagged: boolean
  readonly tags: readonly string[]
  /** Where it stands in its list, as the API names places: a position in the feed, or a UID. Lists go down by it. */
  readonly position: number
  /** null: let go of, as it is far from what is in sight. */
  readonly summary: Summary | null
}

export type RowFlags = Pick<Row, 'seen' | 'flagged' | 'tags'>

export function rowOfSummary(summary: Summary): Row {
  const { id, seen, flagged, tags, cursor } = summary
  return { key: id, id, uid: null, seen, flagged, tags, position: cursor, summary }
}

export function rowOfEntry({ uid, flags, message }: Entry): Row {
  return { key: String(uid), id: message.id, uid, ...rowFlags(flags), position: uid, summary: message }
}

/** What a row shows of IMAP flags: two of the system flags (RFC 9051 §2.3.2), and keywords as tags. */
export function rowFlags(flags: readonly string[]): RowFlags {
  return {
    seen: flags.includes('\\Seen'),
    flagged: flags.includes('\\Flagged'),
    tags: flags.filter(flag => !flag.startsWith('\\')),
  }
}

/** A message once a delivery of it has bounced, as the server tells of it from then on. */
export function withBounce<T extends Pick<Summary, 'notes'>>(message: T): T {
  const { notes } = message
  return notes.includes('bounced') ? message : { ...message, notes: [...notes, 'bounced'] }
}

export function bouncedRow(row: Row): Row {
  return row.summary === null ? row : { ...row, summary: withBounce(row.summary) }
}
