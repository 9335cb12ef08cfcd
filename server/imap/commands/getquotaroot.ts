import { ok } from '../answer.ts'
import { AFTER_LOGIN, type ImapCommand } from '../command.ts'
import { formatQuota } from '../quota-response.ts'
import { formatMailbox } from '../wire/string-format.ts'

/** RFC 9208 §4.1.2: every folder has the one quota root of its account. */
export const getquotaroot = {
  name: 'GETQUOTAROOT',
  states: AFTER_LOGIN,
  capability: 'QUOTA',
  parse: (reader, { utf8 }) => reader.mailbox(utf8),
  run(session, name, out) {
    out.untagged(`QUOTAROOT ${formatMailbox(session.folder(name).name, session)} ""`)
    out.untagged(formatQuota(session))
    return ok('That is all')
  },
} satisfies ImapCommand<string>
