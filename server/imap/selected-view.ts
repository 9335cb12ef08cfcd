import { no, type Answer } from './answer.ts'
import type { MailboxView } from './mailbox-view.ts'
import type { ImapSession } from './session.ts'

/** What a session knows of its selected folder, in a command that is allowed with a folder selected alone. */
export function selectedView({ view }: ImapSession): MailboxView {
  if (view === null) throw new Error('no folder is selected')
  return view
}

/** For a change of a folder that was opened with EXAMINE (RFC 9051 §6.3.3). */
export function readOnlyAnswer(): Answer {
  return no('The folder was opened to be read only, use SELECT', 'READ-ONLY')
}
