import { superiorNames } from '../../mailbox/folder-name.ts'
import { ok } from '../answer.ts'
import { AFTER_LOGIN, type ImapCommand } from '../command.ts'
import { patternTest, subscriptions } from '../folder-listing.ts'
import { formatMailbox } from '../wire/string-format.ts'

/** RFC 3501 §6.3.9; RFC 9051 has LIST (SUBSCRIBED) instead. */
export const lsub = {
  name: 'LSUB',
  states: AFTER_LOGIN,
  parse(reader, { utf8 }) {
    const reference = reader.mailbox(utf8)
    reader.space()
    return { reference, pattern: reader.listMailbox(utf8) }
  },
  run(session, { reference, pattern }, out) {
    const matches = patternTest(reference, [pattern])
    const subscribed = subscriptions(session.account)
    for (const name of subscribed) {
      if (matches(name)) out.untagged(`LSUB () "/" ${formatMailbox(name, session)}`)
    }
    // RFC 3501 §6.3.9: `%` shows what lies above something subscribed, though it is not subscribed itself.
    const above = pattern.includes('%') ? new Set([...subscribed].flatMap(superiorNames)) : []
    for (const name of above) {
      if (matches(name) && !subscribed.has(name)) {
        out.untagged(`LSUB (\\Noselect) "/" ${formatMailbox(name, session)}`)
      }
    }
    return ok('That is all')
  },
} satisfies ImapCommand<{ reference: string; pattern: string }>
