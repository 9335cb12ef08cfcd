import { no, ok, type Answer } from '../answer.ts'
import { parseAppendedMessage, placementOf } from '../appended-message.ts'
import type { AppendedMessage } from '../appended-message.ts'
import { SELECTED, type ImapCommand } from '../command.ts'
import { modSeqCode } from '../modseq-code.ts'
import type { ResponseWriter } from '../response-writer.ts'
import { readOnlyAnswer, selectedView } from '../selected-view.ts'
import type { ImapSession } from '../session.ts'
import type { ArgumentReader } from '../wire/argument-reader.ts'
import { SequenceSet } from '../wire/sequence-set.ts'

interface ReplaceArguments {
  /** One sequence number or UID. */
  readonly set: SequenceSet
  readonly name: string
  readonly message: AppendedMessage
}

/** RFC 8508 §3.2. */
export const replace = {
  name: 'REPLACE',
  states: SELECTED,
  capability: 'REPLACE',
  parse,
  run: (session, args, out) => run(session, args, out, { uid: false }),
} satisfies ImapCommand<ReplaceArguments>

/** RFC 8508 §3.3. */
export const uidReplace = {
  name: 'UID REPLACE',
  states: SELECTED,
  capability: 'REPLACE',
  parse,
  run: (session, args, out) => run(session, args, out, { uid: true }),
} satisfies ImapCommand<ReplaceArguments>

function parse(reader: ArgumentReader, session: ImapSession): ReplaceArguments {
  const set = reader.trySymbol('*') ? SequenceSet.parse('*') : SequenceSet.of([reader.nonZeroNumber()])
  reader.space()
  const name = reader.mailbox(session.utf8)
  reader.space()
  return { set, name, message: parseAppendedMessage(reader, session) }
}

function run(
  session: ImapSession,
  { set, name, message }: ReplaceArguments,
  out: ResponseWriter,
  { uid }: { uid: boolean },
): Answer {
  const view = selectedView(session)
  const [item] = view.resolve(set, { uid, saved: null })
  if (view.readOnly) return readOnlyAnswer()
  const to = session.folder(name)
  if (message.literal.size === 0) return no('An empty message is none, so nothing was replaced')
  if (item === undefined) return no('There is no message with this UID', 'NONEXISTENT')
  const by = placementOf(message, session)
  const entry = session.store.apply({ type: 'replace', folder: view.folder, uid: item.uid, to, by })
  if (entry === null) return no('The message was expunged by another session', 'EXPUNGEISSUED')
  // RFC 8508 §4.3: before EXPUNGE, which the loop tells of.
  if (session.offers('UIDPLUS')) out.untagged(`OK [APPENDUID ${to.uidValidity} ${entry.uid}] Added`)
  return ok('Replaced', modSeqCode(session, view.folder))
}
