import { ok, type Answer } from '../answer.ts'
import { SELECTED, type ImapCommand } from '../command.ts'
import { requireOffered } from '../fetch/require-offered.ts'
import type { ResponseWriter } from '../response-writer.ts'
import { neededCapabilities } from '../search/needed-capabilities.ts'
import { runSearch } from '../search/run-search.ts'
import { answerSearch, asksModSeq, forgetSaved } from '../search/search-answer.ts'
import { unknownCharset } from '../search/unknown-charset.ts'
import { selectedView } from '../selected-view.ts'
import type { ImapSession } from '../session.ts'
import type { ArgumentReader } from '../wire/argument-reader.ts'
import { parseSearch } from '../wire/search-command.ts'
import type { SearchCommand } from '../wire/search-command.ts'
import type { SearchReturn } from '../wire/search-return.ts'

const RETURN_ALL: SearchReturn = {
  min: false,
  max: false,
  all: true,
  count: false,
  save: false,
  partial: null,
}

/** RFC 9051 §6.4.4. */
export const search = {
  name: 'SEARCH',
  states: SELECTED,
  expungeAllowed: false,
  parse,
  run: (session, args, out) => run(session, args, out, { uid: false }),
} satisfies ImapCommand<SearchCommand>

/** RFC 9051 §6.4.9. */
export const uidSearch = {
  name: 'UID SEARCH',
  states: SELECTED,
  parse,
  run: (session, args, out) => run(session, args, out, { uid: true }),
} satisfies ImapCommand<SearchCommand>

function parse(reader: ArgumentReader, session: ImapSession): SearchCommand {
  const start = reader.position
  const command = parseSearch(reader)
  // RFC 6855 §3: not with UTF8=ACCEPT, which says so already. RFC 9051 §6.4.4 has it for clients that enable both.
  const isSettled = session.enabled.has('UTF8=ACCEPT') && !session.rev2
  if (command.charset !== null && isSettled) throw reader.error('no CHARSET after UTF8=ACCEPT', start)
  requireOffered(session, reader, neededCapabilities(command.key, command.returns))
  return command
}

async function run(
  session: ImapSession,
  { key, returns, charset, charsetKnown }: SearchCommand,
  out: ResponseWriter,
  { uid }: { uid: boolean },
): Promise<Answer> {
  if (!charsetKnown) {
    forgetSaved(session, returns)
    return unknownCharset(charset)
  }
  const modseq = asksModSeq(key)
  // RFC 7162 §3.1: who asks for modification sequences wants to be told of them.
  if (modseq) session.enable('CONDSTORE')
  const found = await runSearch(session, selectedView(session), key)
  answerSearch(
    session,
    found,
    // RFC 9051 appendix E: in IMAP4rev2 the answer is always ESEARCH.
    { name: 'SEARCH', returns: returns ?? (session.rev2 ? RETURN_ALL : null), uid, asksModSeq: modseq },
    out,
  )
  return ok('SEARCH done')
}
