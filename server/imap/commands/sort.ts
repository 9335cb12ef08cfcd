import { ok, type Answer } from '../answer.ts'
import { SELECTED, type ImapCommand } from '../command.ts'
import { requireOffered } from '../fetch/require-offered.ts'
import type { ResponseWriter } from '../response-writer.ts'
import { neededCapabilities } from '../search/needed-capabilities.ts'
import { runSearch } from '../search/run-search.ts'
import { answerSearch, asksModSeq, forgetSaved } from '../search/search-answer.ts'
import { sortCandidates } from '../search/sort.ts'
import { unknownCharset } from '../search/unknown-charset.ts'
import { selectedView } from '../selected-view.ts'
import type { ImapSession } from '../session.ts'
import type { ArgumentReader } from '../wire/argument-reader.ts'
import { parseSort } from '../wire/sort-command.ts'
import type { SortCommand } from '../wire/sort-command.ts'

/** RFC 5256 §3. */
export const sort = {
  name: 'SORT',
  states: SELECTED,
  capability: 'SORT',
  expungeAllowed: false,
  parse,
  run: (session, args, out) => run(session, args, out, { uid: false }),
} satisfies ImapCommand<SortCommand>

/** RFC 5256 §3. */
export const uidSort = {
  name: 'UID SORT',
  states: SELECTED,
  capability: 'SORT',
  parse,
  run: (session, args, out) => run(session, args, out, { uid: true }),
} satisfies ImapCommand<SortCommand>

function parse(reader: ArgumentReader, session: ImapSession): SortCommand {
  const command = parseSort(reader)
  const needed = neededCapabilities(command.key, command.returns)
  if (command.returns !== null) needed.push('ESORT')
  if (command.criteria.some(({ key }) => key.startsWith('DISPLAY'))) needed.push('SORT=DISPLAY')
  requireOffered(session, reader, needed)
  return command
}

async function run(
  session: ImapSession,
  { key, returns, criteria, charset, charsetKnown }: SortCommand,
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
  const sorted = await sortCandidates(found, criteria)
  answerSearch(session, sorted, { name: 'SORT', returns, uid, asksModSeq: modseq }, out)
  return ok('SORT done')
}
