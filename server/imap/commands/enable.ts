import { ok } from '../answer.ts'
import { AFTER_LOGIN, type ImapCommand } from '../command.ts'
import type { Enableable } from '../session.ts'

/** What can be enabled, by its name in upper case, and how the RFCs write it. */
const ENABLEABLE: Readonly<Record<Enableable, string>> = {
  CONDSTORE: 'CONDSTORE',
  QRESYNC: 'QRESYNC',
  'UTF8=ACCEPT': 'UTF8=ACCEPT',
  IMAP4REV2: 'IMAP4rev2',
}

/** RFC 9051 §6.3.1. Servers need not mind whether a folder is selected, so this one does not. */
export const enable = {
  name: 'ENABLE',
  states: AFTER_LOGIN,
  capability: 'ENABLE',
  parse(reader) {
    const names = [reader.keyword('the name of an extension')]
    while (reader.trySpace() && !reader.atEnd) names.push(reader.keyword('the name of an extension'))
    return names
  },
  run(session, names, out) {
    // RFC 9051 §6.3.1: what is not known, or cannot be enabled, is passed over.
    const enabled = [...new Set(names)].filter(
      (name): name is Enableable => isEnableable(name) && session.offers(ENABLEABLE[name]),
    )
    for (const name of enabled) session.enable(name)
    // It is sent in any case; MailKit waits for it.
    out.untagged(['ENABLED', ...enabled.map(name => ENABLEABLE[name])].join(' '))
    return ok('Enabled')
  },
} satisfies ImapCommand<string[]>

function isEnableable(name: string): name is Enableable {
  return Object.hasOwn(ENABLEABLE, name)
}
