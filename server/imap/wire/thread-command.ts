import type { ArgumentReader } from './argument-reader.ts'
import { parseSearchProgram } from './search-command.ts'
import type { SearchProgram } from './search-command.ts'

/** RFC 5256 §3 */
const ALGORITHMS = ['ORDEREDSUBJECT', 'REFERENCES'] as const

export interface ThreadCommand extends SearchProgram {
  readonly algorithm: (typeof ALGORITHMS)[number]
}

/**
 * Reads the arguments of THREAD and UID THREAD, to the end (RFC 5256 §3).
 *
 * @throws ImapSyntaxError
 */
export function parseThread(reader: ArgumentReader): ThreadCommand {
  const algorithm = reader.oneOf(ALGORITHMS, 'a threading algorithm')
  reader.space()
  return { algorithm, ...parseSearchProgram(reader) }
}
