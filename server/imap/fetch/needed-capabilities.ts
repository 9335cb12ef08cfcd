import type { FetchItem, FetchRequest } from '../wire/fetch-items.ts'

const NEEDED: Partial<Record<FetchItem['kind'], string>> = {
  MODSEQ: 'CONDSTORE',
  EMAILID: 'OBJECTID',
  THREADID: 'OBJECTID',
  SAVEDATE: 'SAVEDATE',
  PREVIEW: 'PREVIEW',
  binary: 'BINARY',
  'binary-size': 'BINARY',
}

/** The capabilities that offer what a FETCH asks for, beyond RFC 3501. */
export function neededCapabilities({ items, changedSince, vanished, partial }: FetchRequest): string[] {
  const needed = items.flatMap(({ kind }) => NEEDED[kind] ?? [])
  if (changedSince !== null) needed.push('CONDSTORE')
  if (vanished) needed.push('QRESYNC')
  if (partial !== null) needed.push('PARTIAL')
  return needed
}
