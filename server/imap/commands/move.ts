import { ok, type Answer } from '../answer.ts'
import { SELECTED, type ImapCommand } from '../command.ts'
import { modSeqCode } from '../modseq-code.ts'
import type { ResponseWriter } from '../response-writer.ts'
import { readOnlyAnswer, selectedView } from '../selected-view.ts'
import type { ImapSession } from '../session.ts'
import { parseTransfer, transferMessages } from '../transfer-messages.ts'
import type { TransferArguments } from '../transfer-messages.ts'

/** RFC 9051 §6.4.8. */
export const move = {
  name: 'MOVE',
  states: SELECTED,
  capability: 'MOVE',
  parse: parseTransfer,
  run: (session, args, out) => run(session, args, out, { uid: false }),
} satisfies ImapCommand<TransferArguments>

/** RFC 9051 §6.4.9. */
export const uidMove = {
  name: 'UID MOVE',
  states: SELECTED,
  capability: 'MOVE',
  parse: parseTransfer,
  run: (session, args, out) => run(session, args, out, { uid: true }),
} satisfies ImapCommand<TransferArguments>

function run(
  session: ImapSession,
  args: TransferArguments,
  out: ResponseWriter,
  { uid }: { uid: boolean },
): Answer {
  const view = selectedView(session)
  if (view.readOnly) return readOnlyAnswer()
  const done = (code?: string): Answer => {
    // RFC 6851 §4.3: COPYUID comes before EXPUNGE, which the loop tells of; so it cannot wait for the answer.
    if (code !== undefined) out.untagged(`OK [${code}] Moved`)
    return ok('Moved', modSeqCode(session, view.folder))
  }
  return transferMessages(session, 'move', args, { uid, done })
}
