import { hash } from 'node:crypto'
import type { Entry } from './entry.ts'

/**
 * Names the bytes of an entry, as `Entry.raw` gives them: the same for each entry with these bytes, and never the same for
 * others. It is the id of the message, and of a copy with a trace goes on with a hyphen, which no id holds, and what
 * tells this trace from others.
 */
export function copyId({ message, trace }: Entry): string {
  return trace === null ? message.id : `${message.id}-${hash('sha256', trace, 'hex').slice(0, 16)}`
}
