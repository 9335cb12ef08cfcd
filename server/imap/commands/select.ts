import { SEEN } from '../../mailbox/flags.ts'
import { bad, ok, type Answer } from '../answer.ts'
import { AFTER_LOGIN, type ImapCommand } from '../command.ts'
import { formatFolder } from '../folder-listing.ts'
import { mailboxId } from '../mailbox-id.ts'
import { MailboxView } from '../mailbox-view.ts'
import type { ResponseWriter } from '../response-writer.ts'
import { parseSelectParameters } from '../resync/select-parameters.ts'
import type { SelectParameters } from '../resync/select-parameters.ts'
import { tellMissed } from '../resync/tell-missed.ts'
import type { ImapSession } from '../session.ts'
import type { ArgumentReader } from '../wire/argument-reader.ts'

interface SelectArguments extends SelectParameters {
  readonly name: string
}

/** RFC 9051 §6.3.2. */
export const select = {
  name: 'SELECT',
  states: AFTER_LOGIN,
  leavesFolder: true,
  parse,
  run: (session, args, out) => run(session, args, out, { readOnly: false }),
} satisfies ImapCommand<SelectArguments>

/** RFC 9051 §6.3.3. */
export const examine = {
  name: 'EXAMINE',
  states: AFTER_LOGIN,
  leavesFolder: true,
  parse,
  run: (session, args, out) => run(session, args, out, { readOnly: true }),
} satisfies ImapCommand<SelectArguments>

function parse(reader: ArgumentReader, session: ImapSession): SelectArguments {
  const name = reader.mailbox(session.utf8)
  return { name, ...parseSelectParameters(reader, session) }
}

function run(
  session: ImapSession,
  { name, condstore, resync }: SelectArguments,
  out: ResponseWriter,
  { readOnly }: { readOnly: boolean },
): Answer {
  // RFC 7162 §3.2.5
  if (resync !== null && !session.enabled.has('QRESYNC')) return bad('QRESYNC: enable it first')
  // RFC 9051 §6.3.2: the folder before is left, also when this one cannot be selected.
  if (session.view !== null) {
    session.select(null)
    // RFC 7162 §3.2.11: what follows is of another folder.
    out.untagged('OK [CLOSED] The previous folder is closed')
  }
  const folder = session.folder(name)
  if (condstore) session.enable('CONDSTORE')
  const view = new MailboxView(folder, session.store.feed, { readOnly, dialect: session })
  session.select(view)
  describeFolder(session, view, out)
  if (resync !== null) tellMissed(view, resync, out)
  return readOnly ? ok('Selected, read only', 'READ-ONLY') : ok('Selected', 'READ-WRITE')
}

function describeFolder(session: ImapSession, view: MailboxView, out: ResponseWriter): void {
  const { folder } = view
  out.untagged(`FLAGS ${view.flags}`)
  out.untagged(`OK [PERMANENTFLAGS ${view.permanentFlags}] Flags that can be changed`)
  out.untagged(`${view.length} EXISTS`)
  if (!session.rev2) describeForRev1(view, out)
  out.untagged(`OK [UIDVALIDITY ${folder.uidValidity}] UIDs are valid`)
  out.untagged(`OK [UIDNEXT ${folder.uidNext}] Next UID`)
  if (session.offers('CONDSTORE')) {
    out.untagged(`OK [HIGHESTMODSEQ ${folder.highestModSeq}] Highest modification sequence`)
  }
  if (session.offers('OBJECTID'))
    out.untagged(`OK [MAILBOXID (${mailboxId(folder)})] Identifier of the folder`)
  // RFC 9051 §6.3.2: the name as LIST gives it.
  if (session.rev2) out.untagged(formatFolder(session, folder))
}

/** RFC 3501 §6.3.1: what RFC 9051 has no more. */
function describeForRev1({ folder, recent }: MailboxView, out: ResponseWriter): void {
  out.untagged(`${recent} RECENT`)
  if (folder.unseen === 0) return
  const first = folder.entries.slice(0).findIndex(({ flags }) => (flags & SEEN) === 0)
  out.untagged(`OK [UNSEEN ${first + 1}] First unseen`)
}
