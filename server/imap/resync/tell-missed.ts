import type { UidRange } from '../../mailbox/expunge-log.ts'
import type { MailboxView } from '../mailbox-view.ts'
import type { ResponseWriter } from '../response-writer.ts'
import { formatUidRanges, intersectRanges } from '../view/uid-ranges.ts'
import { lastMatch } from './last-match.ts'
import type { Resync } from './select-parameters.ts'

/**
 * Tells a client that comes back what changed in the folder while it was away (RFC 7162 §3.2.5.1): first what went,
 * then the flags of what changed.
 */
export function tellMissed(
  view: MailboxView,
  { uidValidity, modseq, known, match }: Resync,
  out: ResponseWriter,
): void {
  const { folder } = view
  // RFC 7162 §3.2.5: what it knows is of another incarnation, so that nothing of it counts.
  if (uidValidity !== folder.uidValidity) return
  const last = folder.uidNext - 1
  const ranges: readonly UidRange[] = known === null ? [[1, last]] : known.ranges(last)
  // RFC 7162 §3.2.5.2: it knows what went up to here.
  const after = match === null ? 0 : lastMatch(view, match)
  const gone = intersectRanges(intersectRanges(ranges, [[after + 1, last]]), view.expungedSince(modseq))
  if (gone.length > 0) out.untagged(`VANISHED (EARLIER) ${formatUidRanges(gone)}`)
  folder.entries.slice(0).forEach((entry, index) => {
    if (entry.modseq <= modseq || (known !== null && !known.includes(entry.uid, last))) return
    view.tellFlags(out, { sequence: index + 1, entry })
  })
}
