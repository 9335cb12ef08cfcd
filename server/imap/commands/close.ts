import { ok } from '../answer.ts'
import { SELECTED, type ImapCommand } from '../command.ts'
import { expungeDeleted } from '../expunge-deleted.ts'
import { selectedView } from '../selected-view.ts'

/** RFC 9051 §6.4.1: what is marked \Deleted goes without a word, unless the folder was opened with EXAMINE. */
export const close = {
  name: 'CLOSE',
  states: SELECTED,
  leavesFolder: true,
  parse: () => undefined,
  run(session) {
    const { folder, readOnly } = selectedView(session)
    session.select(null)
    if (!readOnly && !folder.deleted) expungeDeleted(session.store, folder)
    // RFC 7162 §3.2.8: no HIGHESTMODSEQ, as the client has not heard what went.
    return ok('Closed')
  },
} satisfies ImapCommand<undefined>
