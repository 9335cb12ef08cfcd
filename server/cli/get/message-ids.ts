import { CommandError } from '../command-error.ts'
import { EXIT } from '../exit-status.ts'

/**
 * The ids of messages, one a line: bare, first of the fields of a line, or in JSON.
 *
 * @throws CommandError when there are none, or what stands there is something else
 */
export function readIds(input: Buffer): string[] {
  const lines = input
    .toString()
    .split(/\r?\n/)
    .filter(line => line.trim() !== '')
  if (lines.length === 0) throw new CommandError(EXIT.notFound, 'standard input names no message')
  return lines.map(idOf)
}

function idOf(line: string): string {
  const [word = ''] = line.trim().split(/\s/)
  if (/^[\w-]{1,100}$/.test(word)) return word
  try {
    const { id } = JSON.parse(line) as { id?: unknown }
    if (typeof id === 'string') return id
  } catch {
    // It is named below.
  }
  const shown = line.length > 60 ? `${line.slice(0, 60)}…` : line
  throw new CommandError(EXIT.data, `standard input should have ids or messages, but has: ${shown}`)
}
