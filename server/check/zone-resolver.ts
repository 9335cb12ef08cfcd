import { wireName } from '../delivery/world/wire-name.ts'
import type { ZoneRecord } from '../delivery/world/world.ts'
import type { RecordType, ZoneAnswer } from '../delivery/world/zone.ts'

/** Asks the DNS of the world for the records of a name, in the way in which the DNS writes names. */
export type Resolve = (name: string, type: RecordType) => Promise<ZoneAnswer>

/** Codes of `node:dns`, which programs that ask the DNS know. */
const CODES = { nxdomain: 'ENOTFOUND', servfail: 'ESERVFAIL', timeout: 'ETIMEOUT' } as const

/** `resolve` of `node:dns/promises`, answered by the world. */
export function zoneResolver(resolve: Resolve) {
  return async (name: string, type: string): Promise<string[] | string[][]> => {
    const { status, records } = await lookUp(resolve, name, type as RecordType)
    if (status !== 'found') throw lookUpError(CODES[status], name, type)
    const found = records.filter(record => record.type === type)
    if (found.length === 0) throw lookUpError('ENODATA', name, type)
    return found.flatMap(record => valueOf(record) ?? []) as string[] | string[][]
  }
}

/** The texts at a name; none where the DNS fails. */
export async function textsAt(resolve: Resolve, name: string): Promise<string[]> {
  const { records } = await lookUp(resolve, name, 'TXT')
  return records.filter(({ type }) => type === 'TXT').map(({ value }) => value)
}

async function lookUp(resolve: Resolve, name: string, type: RecordType): Promise<ZoneAnswer> {
  // Nothing can be there; a message may hold names of any length, which are long to look for.
  if (wireName(name) === null) return { status: 'nxdomain', records: [] }
  return resolve(name, type)
}

function lookUpError(code: string, name: string, type: string): Error {
  return Object.assign(new Error(`${code.slice(1)} for ${type} of ${name}`), { code })
}

/** The value of a record as `node:dns` gives it; null for a name that the DNS cannot write. */
function valueOf(record: ZoneRecord): string | string[] | { priority: number; exchange: string } | null {
  if (record.type === 'TXT') return [record.value]
  if (record.type === 'A' || record.type === 'AAAA') return record.value
  const name = wireName(record.value)
  if (name === null || record.type !== 'MX') return name
  return { priority: record.preference, exchange: name }
}
