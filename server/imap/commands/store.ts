import type { Entry } from '../../mailbox/entry.ts'
import type { Marks } from '../../mailbox/flags.ts'
import { no, ok, type Answer } from '../answer.ts'
import { SELECTED, type ImapCommand } from '../command.ts'
import type { MailboxView, ViewItem } from '../mailbox-view.ts'
import type { ResponseWriter } from '../response-writer.ts'
import { readOnlyAnswer, selectedView } from '../selected-view.ts'
import type { ImapSession } from '../session.ts'
import { parseStoredFlags } from '../stored-flags.ts'
import { createUnchangedTest } from '../unchanged-since.ts'
import type { ArgumentReader } from '../wire/argument-reader.ts'
import { formatRanges } from '../wire/sequence-set.ts'
import type { SequenceSet } from '../wire/sequence-set.ts'

interface StoreArguments {
  readonly set: SequenceSet
  /** RFC 7162 §3.1.3: what changed after this modification sequence is left alone; null is none. */
  readonly unchangedSince: number | null
  readonly mode: 'add' | 'remove' | 'replace'
  readonly silent: boolean
  readonly marks: Marks
}

/** A message that is there. */
type LivingItem = ViewItem & { readonly entry: Entry }

/** RFC 9051 §6.4.6: what is done to the flags, by the name of the item. */
const MODES: Readonly<Record<string, StoreArguments['mode']>> = {
  FLAGS: 'replace',
  '+FLAGS': 'add',
  '-FLAGS': 'remove',
}

/** RFC 9051 §6.4.6. */
export const store = {
  name: 'STORE',
  states: SELECTED,
  expungeAllowed: false,
  parse,
  run: (session, args, out) => run(session, args, out, { uid: false }),
} satisfies ImapCommand<StoreArguments>

/** RFC 9051 §6.4.9. */
export const uidStore = {
  name: 'UID STORE',
  states: SELECTED,
  parse,
  run: (session, args, out) => run(session, args, out, { uid: true }),
} satisfies ImapCommand<StoreArguments>

function parse(reader: ArgumentReader, session: ImapSession): StoreArguments {
  const set = reader.sequenceSet()
  reader.space()
  const unchangedSince = reader.peek() === '(' ? parseModifier(reader, session) : null
  const start = reader.position
  const [, name = '', silent] = /^(.*?)(\.SILENT)?$/.exec(reader.keyword('FLAGS, +FLAGS or -FLAGS')) ?? []
  const mode = MODES[name]
  if (mode === undefined) throw reader.error('FLAGS, +FLAGS or -FLAGS', start)
  reader.space()
  return { set, unchangedSince, mode, silent: silent !== undefined, marks: parseStoredFlags(reader) }
}

/** `(UNCHANGEDSINCE n) ` */
function parseModifier(reader: ArgumentReader, session: ImapSession): number {
  reader.symbol('(')
  if (!session.offers('CONDSTORE') || !reader.tryKeyword('UNCHANGEDSINCE'))
    throw reader.error('a modifier of STORE')
  reader.space()
  const modseq = reader.number64()
  reader.symbol(')')
  reader.space()
  return modseq
}

function run(
  session: ImapSession,
  { set, unchangedSince, mode, silent, marks }: StoreArguments,
  out: ResponseWriter,
  { uid }: { uid: boolean },
): Answer {
  const view = selectedView(session)
  // RFC 7162 §3.1: a modifier that speaks of modification sequences asks to be told of them.
  if (unchangedSince !== null) session.enable('CONDSTORE')
  const items = view.resolve(set, { uid, saved: session.savedResult })
  if (view.readOnly) return readOnlyAnswer()
  const living = items.filter((item): item is LivingItem => item.entry !== null)
  const { folder } = view
  const isUnchanged = createUnchangedTest(folder, unchangedSince ?? Infinity, { mode, marks })
  const chosen = living.filter(({ entry }) => isUnchanged(entry))
  const failed = living.filter(({ entry }) => !isUnchanged(entry))
  const uids = chosen.map(item => item.uid)
  const changed = view.silently(() => session.store.apply({ type: 'flag', folder, uids, mode, ...marks }))
  view.tellKeywords(out)
  if (!silent) for (const item of chosen) view.tellFlags(out, item)
  else if (unchangedSince !== null) tellModSeqs(out, chosen)
  else if (session.enabled.has('CONDSTORE')) tellModSeqs(out, itemsOf(changed, view))
  // RFC 7162 §3.1.3: so that the client need not ask why they failed.
  for (const item of failed) view.tellFlags(out, item)
  return answer(failed, { uid, gone: !uid && living.length < items.length })
}

/** RFC 7162 §3.1.3: it is told whether or not .SILENT was said; §3.2.4: with the UID. */
function tellModSeqs(out: ResponseWriter, items: readonly LivingItem[]): void {
  for (const { sequence, uid, entry } of items) {
    out.untagged(`${sequence} FETCH (UID ${uid} MODSEQ (${entry.modseq}))`)
  }
}

function itemsOf(entries: readonly Entry[], view: MailboxView): LivingItem[] {
  return entries.map(entry => ({ sequence: view.sequenceOf(entry.uid), uid: entry.uid, entry }))
}

/** RFC 2180 §4.2.3: what could be changed was changed; what another session has expunged was not. */
function answer(failed: readonly LivingItem[], { uid, gone }: { uid: boolean; gone: boolean }): Answer {
  const numbers = failed.map(item => (uid ? item.uid : item.sequence))
  const modified = numbers.length > 0 ? `MODIFIED ${formatRanges(numbers)}` : undefined
  if (gone) return no('Some of these messages were expunged by another session', modified ?? 'EXPUNGEISSUED')
  return ok(
    modified === undefined ? 'Stored' : 'Some were changed by another session and left alone',
    modified,
  )
}
