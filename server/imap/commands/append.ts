import { no, ok, type Answer } from '../answer.ts'
import { parseAppendedMessage, placementOf } from '../appended-message.ts'
import type { AppendedMessage } from '../appended-message.ts'
import { AFTER_LOGIN, type ImapCommand } from '../command.ts'
import type { ImapSession } from '../session.ts'
import type { ArgumentReader } from '../wire/argument-reader.ts'
import { formatRanges } from '../wire/sequence-set.ts'

interface AppendArguments {
  readonly name: string
  readonly messages: readonly AppendedMessage[]
}

/** RFC 9051 §6.3.12, and RFC 3502 for several messages, all or none of which are taken. */
export const append = {
  name: 'APPEND',
  states: AFTER_LOGIN,
  parse(reader, session) {
    const name = reader.mailbox(session.utf8)
    reader.space()
    const messages = [parseAppendedMessage(reader, session)]
    while (session.offers('MULTIAPPEND') && !reader.atEnd) messages.push(parseNext(reader, session))
    return { name, messages }
  },
  run(session, { name, messages }): Answer {
    const folder = session.folder(name)
    // RFC 3502 §6.3.11: a client that gives up says so by an empty message.
    if (messages.some(({ literal }) => literal.size === 0))
      return no('An empty message is none, so nothing was added')
    const placements = messages.map(message => placementOf(message, session))
    const uids = session.store.apply({ type: 'place-all', folder, placements }).map(entry => entry.uid)
    // RFC 4315 §3
    const code = `APPENDUID ${folder.uidValidity} ${formatRanges(uids)}`
    return ok('Added', session.offers('UIDPLUS') ? code : undefined)
  },
} satisfies ImapCommand<AppendArguments>

function parseNext(reader: ArgumentReader, session: ImapSession): AppendedMessage {
  reader.space()
  return parseAppendedMessage(reader, session)
}
