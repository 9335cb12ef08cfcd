import { ok, type Answer } from '../answer.ts'
import { SELECTED, type ImapCommand } from '../command.ts'
import { expungeDeleted } from '../expunge-deleted.ts'
import { modSeqCode } from '../modseq-code.ts'
import { readOnlyAnswer, selectedView } from '../selected-view.ts'
import type { ImapSession } from '../session.ts'
import type { SequenceSet } from '../wire/sequence-set.ts'

/** RFC 9051 §6.4.3. What went is told with all other changes. */
export const expunge = {
  name: 'EXPUNGE',
  states: SELECTED,
  parse: () => undefined,
  run: session => run(session, null),
} satisfies ImapCommand<undefined>

/** RFC 9051 §6.4.9, RFC 4315 §2.1: only what was named. */
export const uidExpunge = {
  name: 'UID EXPUNGE',
  states: SELECTED,
  capability: 'UIDPLUS',
  parse: reader => reader.sequenceSet(),
  run: (session, set) => run(session, set),
} satisfies ImapCommand<SequenceSet>

function run(session: ImapSession, set: SequenceSet | null): Answer {
  const view = selectedView(session)
  if (view.readOnly) return readOnlyAnswer()
  const among =
    set === null
      ? null
      : new Set(view.resolve(set, { uid: true, saved: session.savedResult }).map(item => item.uid))
  const count = expungeDeleted(session.store, view.folder, among)
  return ok(`${count} expunged`, count === 0 ? undefined : modSeqCode(session, view.folder))
}
