import { ok, type Answer } from '../answer.ts'
import { SELECTED, type ImapCommand } from '../command.ts'
import { requireOffered } from '../fetch/require-offered.ts'
import type { ResponseWriter } from '../response-writer.ts'
import { neededCapabilities } from '../search/needed-capabilities.ts'
import { runSearch } from '../search/run-search.ts'
import { threadByOrderedSubject } from '../search/thread-ordered-subject.ts'
import { threadByReferences } from '../search/thread-references.ts'
import { formatThreads } from '../search/thread.ts'
import type { ThreadNode } from '../search/thread.ts'
import { readThreadables } from '../search/threadable.ts'
import type { Threadable } from '../search/threadable.ts'
import { unknownCharset } from '../search/unknown-charset.ts'
import { selectedView } from '../selected-view.ts'
import type { ImapSession } from '../session.ts'
import type { ArgumentReader } from '../wire/argument-reader.ts'
import { parseThread } from '../wire/thread-command.ts'
import type { ThreadCommand } from '../wire/thread-command.ts'

const ALGORITHMS: Readonly<
  Record<ThreadCommand['algorithm'], (messages: readonly Threadable[]) => readonly ThreadNode[]>
> = {
  ORDEREDSUBJECT: threadByOrderedSubject,
  REFERENCES: threadByReferences,
}

/** RFC 5256 §3. */
export const thread = {
  name: 'THREAD',
  states: SELECTED,
  expungeAllowed: false,
  parse,
  run: (session, args, out) => run(session, args, out, { uid: false }),
} satisfies ImapCommand<ThreadCommand>

/** RFC 5256 §3. */
export const uidThread = {
  name: 'UID THREAD',
  states: SELECTED,
  parse,
  run: (session, args, out) => run(session, args, out, { uid: true }),
} satisfies ImapCommand<ThreadCommand>

function parse(reader: ArgumentReader, session: ImapSession): ThreadCommand {
  const command = parseThread(reader)
  requireOffered(session, reader, [`THREAD=${command.algorithm}`, ...neededCapabilities(command.key, null)])
  return command
}

async function run(
  session: ImapSession,
  { key, algorithm, charset, charsetKnown }: ThreadCommand,
  out: ResponseWriter,
  { uid }: { uid: boolean },
): Promise<Answer> {
  if (!charsetKnown) return unknownCharset(charset)
  const found = await runSearch(session, selectedView(session), key)
  const threads = formatThreads(ALGORITHMS[algorithm](await readThreadables(found, uid)))
  out.untagged(threads === '' ? 'THREAD' : `THREAD ${threads}`)
  return ok('THREAD done')
}
