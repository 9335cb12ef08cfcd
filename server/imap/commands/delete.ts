import { ok } from '../answer.ts'
import { AFTER_LOGIN, type ImapCommand } from '../command.ts'

/** RFC 9051 §6.3.5. Other sessions that have the folder selected lose it. */
export const deleteFolder = {
  name: 'DELETE',
  states: AFTER_LOGIN,
  parse: (reader, { utf8 }) => reader.mailbox(utf8),
  run(session, name) {
    const folder = session.folder(name)
    session.store.apply({ type: 'delete-folder', folder })
    // Whoever deletes the folder that it has selected itself, knows what it does.
    if (session.view?.folder === folder) session.select(null)
    return ok('Deleted')
  },
} satisfies ImapCommand<string>
