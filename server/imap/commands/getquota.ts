import { no, ok } from '../answer.ts'
import { AFTER_LOGIN, type ImapCommand } from '../command.ts'
import { formatQuota, QUOTA_ROOT } from '../quota-response.ts'

/** RFC 9208 §4.1.1. */
export const getquota = {
  name: 'GETQUOTA',
  states: AFTER_LOGIN,
  capability: 'QUOTA',
  parse: reader => reader.astring('a quota root'),
  run(session, root, out) {
    if (root !== QUOTA_ROOT) return no(`There is no quota root "${root}"`, 'NONEXISTENT')
    out.untagged(formatQuota(session))
    return ok('That is all')
  },
} satisfies ImapCommand<string>
