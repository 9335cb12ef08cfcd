import { canonicalFolderName } from '../../mailbox/folder-name.ts'
import { ok } from '../answer.ts'
import { AFTER_LOGIN, type ImapCommand } from '../command.ts'

/** RFC 9051 §6.3.8. */
export const unsubscribe = {
  name: 'UNSUBSCRIBE',
  states: AFTER_LOGIN,
  parse: (reader, { utf8 }) => canonicalFolderName(reader.mailbox(utf8)),
  run(session, name) {
    const { account, store } = session
    if (account.formerSubscriptions.has(name)) store.apply({ type: 'drop-subscription', account, name })
    else store.apply({ type: 'subscribe-folder', folder: session.folder(name), subscribed: false })
    return ok('Unsubscribed')
  },
} satisfies ImapCommand<string>
