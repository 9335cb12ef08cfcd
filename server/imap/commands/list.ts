import { ok } from '../answer.ts'
import { AFTER_LOGIN, type ImapCommand } from '../command.ts'
import { formatListing, listFolders } from '../folder-listing.ts'
import { checkItems, formatStatus } from '../folder-status.ts'
import type { ImapSession } from '../session.ts'
import type { ArgumentReader } from '../wire/argument-reader.ts'
import { parseListCommand, type ListCommand } from '../wire/list-command.ts'

/** RFC 9051 §6.3.9, with the options of RFC 5258 (LIST-EXTENDED), RFC 5819 (LIST-STATUS) and RFC 6154 (SPECIAL-USE). */
export const list = {
  name: 'LIST',
  states: AFTER_LOGIN,
  parse(reader, session) {
    const command = parseListCommand(reader, session)
    checkOffers(command, reader, session)
    return command
  },
  run(session, command, out) {
    const { patterns, extended, returns } = command
    if (!extended && patterns[0] === '') {
      // RFC 9051 §6.3.9: an empty pattern asks for the separator.
      out.untagged('LIST (\\Noselect) "/" ""')
      return ok('That is all')
    }
    for (const listing of listFolders(session, command)) {
      out.untagged(formatListing(session, listing))
      // RFC 5819 §2: no STATUS of what cannot be selected.
      if (returns.status && listing.folder)
        out.untagged(formatStatus(session, listing.folder, returns.status))
    }
    return ok('That is all')
  },
} satisfies ImapCommand<ListCommand>

/** @throws ImapSyntaxError when it asks for something that was taken away */
function checkOffers(
  { selection, extended, returns }: ListCommand,
  reader: ArgumentReader,
  session: ImapSession,
): void {
  if (extended && !session.offers('LIST-EXTENDED')) throw reader.error('a reference and one pattern')
  if (returns.status !== null) {
    if (!session.offers('LIST-STATUS')) throw reader.error('no RETURN (STATUS …)')
    checkItems(returns.status, reader, session)
  }
  if ((returns.specialUse || selection.has('SPECIAL-USE')) && !session.offers('SPECIAL-USE')) {
    throw reader.error('no SPECIAL-USE')
  }
}
