import { ok } from '../answer.ts'
import { AFTER_LOGIN, type ImapCommand } from '../command.ts'
import { formatStatus, parseOfferedItems } from '../folder-status.ts'
import type { StatusItem } from '../wire/status-items.ts'

/** RFC 9051 §6.3.11. */
export const status = {
  name: 'STATUS',
  states: AFTER_LOGIN,
  parse(reader, session) {
    const name = reader.mailbox(session.utf8)
    reader.space()
    return { name, items: parseOfferedItems(reader, session) }
  },
  run(session, { name, items }, out) {
    out.untagged(formatStatus(session, session.folder(name), items))
    return ok('That is all')
  },
} satisfies ImapCommand<{ name: string; items: readonly StatusItem[] }>
