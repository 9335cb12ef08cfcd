import { bad, no, ok, type Answer } from '../answer.ts'
import { SELECTED, type ImapCommand } from '../command.ts'
import { FetchWriter } from '../fetch/fetch-writer.ts'
import type { LivingItem } from '../fetch/fetch-writer.ts'
import { neededCapabilities } from '../fetch/needed-capabilities.ts'
import type { ViewItem } from '../mailbox-view.ts'
import { requireOffered } from '../fetch/require-offered.ts'
import type { ResponseWriter } from '../response-writer.ts'
import { pageOf } from '../search/page.ts'
import { selectedView } from '../selected-view.ts'
import type { ImapSession } from '../session.ts'
import { formatUidRanges, intersectRanges } from '../view/uid-ranges.ts'
import type { ArgumentReader } from '../wire/argument-reader.ts'
import { parseFetchItems } from '../wire/fetch-items.ts'
import type { FetchRequest } from '../wire/fetch-items.ts'
import type { SequenceSet } from '../wire/sequence-set.ts'

/** Items of one command: the response about one message is put together as a whole. */
const MOST_ITEMS = 100

interface FetchArguments extends FetchRequest {
  readonly set: SequenceSet
}

/** RFC 9051 §6.4.5. */
export const fetch = {
  name: 'FETCH',
  states: SELECTED,
  expungeAllowed: false,
  parse: (reader, session) => parse(reader, session, { uid: false }),
  run: (session, args, out) => run(session, args, out, { uid: false }),
} satisfies ImapCommand<FetchArguments>

/** RFC 9051 §6.4.9. */
export const uidFetch = {
  name: 'UID FETCH',
  states: SELECTED,
  parse: (reader, session) => parse(reader, session, { uid: true }),
  run: (session, args, out) => run(session, args, out, { uid: true }),
} satisfies ImapCommand<FetchArguments>

function parse(reader: ArgumentReader, session: ImapSession, { uid }: { uid: boolean }): FetchArguments {
  const set = reader.sequenceSet()
  reader.space()
  const start = reader.position
  const request = parseFetchItems(reader, { uid })
  if (request.items.length > MOST_ITEMS) throw reader.error(`at most ${MOST_ITEMS} items`, start)
  requireOffered(session, reader, neededCapabilities(request))
  return { set, ...request }
}

function run(
  session: ImapSession,
  args: FetchArguments,
  out: ResponseWriter,
  { uid }: { uid: boolean },
): Answer | Promise<Answer> {
  const view = selectedView(session)
  const { set, vanished, changedSince } = args
  // RFC 7162 §3.2.6: VANISHED is for those that enabled QRESYNC.
  if (vanished && !session.enabled.has('QRESYNC')) return bad('VANISHED: enable QRESYNC first')
  // RFC 7162 §3.1: who asks for modification sequences wants to be told of them.
  if (changedSince !== null || args.items.some(item => item.kind === 'MODSEQ')) session.enable('CONDSTORE')
  const items = view.resolve(set, { uid, saved: session.savedResult })
  if (vanished && changedSince !== null) tellVanished(set, changedSince, session, out)
  view.tellKeywords(out)
  const isUidAlone = asksForUidAlone(args)
  // RFC 2180 §4.1.1: the UID of what another session has expunged is known as long as it has its number.
  if (isUidAlone && !uid) tellUidsOfGone(items, out)
  const writer = new FetchWriter(session, view, out, args.items)
  const conclude = (): Answer => {
    if (writer.unknownEncoding) return no('The encoding of a part is not known here', 'UNKNOWN-CTE')
    // RFC 9051 §6.4.9: UIDs that there are not are passed over; a sequence number must have its message.
    const isMissing = !uid && !isUidAlone && items.some(({ entry }) => entry === null)
    return isMissing
      ? no('Some of these messages were expunged by another session', 'EXPUNGEISSUED')
      : ok('FETCH done')
  }
  const pauses = writer.write(chosen(items, args))
  return pauses === undefined ? conclude() : pauses.then(conclude)
}

function asksForUidAlone({ items, changedSince, partial }: FetchArguments): boolean {
  return changedSince === null && partial === null && items.every(item => item.kind === 'UID')
}

function tellUidsOfGone(items: readonly ViewItem[], out: ResponseWriter): void {
  for (const { sequence, uid, entry } of items) {
    if (entry === null) out.untagged(`${sequence} FETCH (UID ${uid})`)
  }
}

/** The messages that are there, have changed since then and lie on the page. */
function chosen(
  items: readonly ViewItem[],
  { changedSince, partial }: FetchArguments,
): readonly LivingItem[] {
  const living = items.filter((item): item is LivingItem => item.entry !== null)
  const changed = changedSince === null ? living : living.filter(({ entry }) => entry.modseq > changedSince)
  return partial === null ? changed : pageOf(changed, partial)
}

/** RFC 7162 §3.2.6: which of the UIDs that were asked for are gone since then. */
function tellVanished(set: SequenceSet, since: number, session: ImapSession, out: ResponseWriter): void {
  const view = selectedView(session)
  const asked = (set.isSaved ? session.savedResult : set)?.ranges(view.folder.uidNext - 1) ?? []
  const gone = intersectRanges(asked, view.expungedSince(since))
  if (gone.length > 0) out.untagged(`VANISHED (EARLIER) ${formatUidRanges(gone)}`)
}
