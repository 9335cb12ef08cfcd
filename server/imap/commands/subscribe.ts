import { canonicalFolderName } from '../../mailbox/folder-name.ts'
import { ok } from '../answer.ts'
import { AFTER_LOGIN, type ImapCommand } from '../command.ts'

/** RFC 9051 §6.3.7: a server may ask that the folder exists, and this one does. */
export const subscribe = {
  name: 'SUBSCRIBE',
  states: AFTER_LOGIN,
  parse: (reader, { utf8 }) => canonicalFolderName(reader.mailbox(utf8)),
  run(session, name) {
    const { account, store } = session
    // A folder that is gone may still be subscribed to: then it is done already.
    if (account.folder(name) !== undefined || !account.formerSubscriptions.has(name)) {
      store.apply({ type: 'subscribe-folder', folder: session.folder(name), subscribed: true })
    }
    return ok('Subscribed')
  },
} satisfies ImapCommand<string>
