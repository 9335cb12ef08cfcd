import { ok, type Answer } from '../answer.ts'
import { SELECTED, type ImapCommand } from '../command.ts'
import { parseTransfer, transferMessages } from '../transfer-messages.ts'
import type { TransferArguments } from '../transfer-messages.ts'

const done = (code?: string): Answer => ok('Copied', code)

/** RFC 9051 §6.4.7. */
export const copy = {
  name: 'COPY',
  states: SELECTED,
  parse: parseTransfer,
  run: (session, args) => transferMessages(session, 'copy', args, { uid: false, done }),
} satisfies ImapCommand<TransferArguments>

/** RFC 9051 §6.4.9. */
export const uidCopy = {
  name: 'UID COPY',
  states: SELECTED,
  parse: parseTransfer,
  run: (session, args) => transferMessages(session, 'copy', args, { uid: true, done }),
} satisfies ImapCommand<TransferArguments>
