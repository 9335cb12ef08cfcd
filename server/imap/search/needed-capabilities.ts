import type { SearchKey } from '../wire/search-key.ts'
import type { SearchReturn } from '../wire/search-return.ts'

const NEEDED: Partial<Record<SearchKey['kind'], string>> = {
  older: 'WITHIN',
  younger: 'WITHIN',
  modseq: 'CONDSTORE',
  'email-id': 'OBJECTID',
  'thread-id': 'OBJECTID',
  'save-date-supported': 'SAVEDATE',
}

/** The capabilities that offer what a search asks for, beyond RFC 3501. */
export function neededCapabilities(key: SearchKey, returns: SearchReturn | null): string[] {
  const needed: string[] = []
  if (returns !== null) needed.push('ESEARCH')
  if (returns?.save === true) needed.push('SEARCHRES')
  if (returns?.partial != null) needed.push('PARTIAL')
  const waiting = [key]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const capability = next.kind === 'date' && next.of === 'saved' ? 'SAVEDATE' : NEEDED[next.kind]
    if (capability !== undefined) needed.push(capability)
    if ((next.kind === 'sequence' || next.kind === 'uid') && next.set.isSaved) needed.push('SEARCHRES')
    if (next.kind === 'not') waiting.push(next.key)
    else if (next.kind === 'and' || next.kind === 'or') waiting.push(...next.keys)
  }
  return needed
}
