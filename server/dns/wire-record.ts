import type { Answer } from 'dns-packet'
import { wireName } from '../delivery/world/wire-name.ts'
import type { ZoneRecord } from '../delivery/world/world.ts'

/** Seconds for which clients may remember: none, as the world may be another one with the next look-up. */
export const TIME_TO_LIVE = 0

/** RFC 1035 §3.3: octets of a character string. */
const CHARACTER_STRING = 255

/**
 * A record of the zone as it goes over the wire.
 *
 * @param owner the name that has it, as it is written there
 * @returns null for one whose value is a name that the DNS cannot write
 */
export function wireRecord(record: ZoneRecord, owner: string): Answer | null {
  const base = { name: owner, ttl: TIME_TO_LIVE }
  if (record.type === 'TXT') return { ...base, type: 'TXT', data: characterStrings(record.value) }
  if (record.type === 'A' || record.type === 'AAAA') return { ...base, type: record.type, data: record.value }
  const name = wireName(record.value)
  if (name === null) return null
  if (record.type !== 'MX') return { ...base, type: record.type, data: name }
  return { ...base, type: 'MX', data: { preference: record.preference, exchange: name } }
}

/** A text in pieces that the DNS can hold; readers of TXT records put them together again (RFC 7208 §3.3). */
function characterStrings(text: string): Buffer[] {
  const bytes = Buffer.from(text)
  const count = Math.max(1, Math.ceil(bytes.length / CHARACTER_STRING))
  return Array.from({ length: count }, (_, n) =>
    bytes.subarray(n * CHARACTER_STRING, (n + 1) * CHARACTER_STRING),
  )
}
