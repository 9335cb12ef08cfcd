import { ok } from '../answer.ts'
import { AFTER_LOGIN, type ImapCommand } from '../command.ts'
import { formatNormalized } from '../folder-listing.ts'

/** RFC 9051 §6.3.6: what lies below goes along; of INBOX, the entries alone. */
export const rename = {
  name: 'RENAME',
  states: AFTER_LOGIN,
  parse(reader, { utf8 }) {
    const from = reader.mailbox(utf8)
    reader.space()
    return { from, to: reader.mailbox(utf8).replace(/\/$/, '') }
  },
  run(session, { from, to }, out) {
    const folder = session.store.apply({ type: 'rename-folder', folder: session.folder(from), to })
    const normalized = formatNormalized(session, folder, to)
    if (normalized !== null) out.untagged(normalized)
    return ok('Renamed')
  },
} satisfies ImapCommand<{ from: string; to: string }>
