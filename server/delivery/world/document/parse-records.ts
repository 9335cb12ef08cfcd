import { isIP, isIPv4, isIPv6 } from 'node:net'
import { domainName } from './names.ts'
import type { Place } from './place.ts'
import { reverseName } from '../reverse-name.ts'
import type { ZoneRecord } from '../world.ts'

const EXAMPLE = '{name: _dmarc.shop.test, type: TXT, value: "v=DMARC1; p=reject"}'

/** Reads the records of the zone. */
export function parseRecords(place: Place): ZoneRecord[] {
  return place.items(`[${EXAMPLE}]`, place.reading.limits.records).map(parseRecord)
}

function parseRecord(place: Place): ZoneRecord {
  const fields = place.members('name', 'type', 'value', 'preference')
  const { name, type, value } = fields
  if (name === undefined || type === undefined || value === undefined) {
    place.fail(`must have name, type and value, such as ${EXAMPLE}`)
  }
  const kind = type.oneOf('A', 'AAAA', 'MX', 'TXT', 'PTR', 'CNAME')
  const owner = ownerName(name, kind)
  if (kind === 'MX') {
    return {
      name: owner,
      type: kind,
      preference: fields.preference?.wholeNumber(0, 2 ** 16 - 1) ?? 0,
      value: value.value === '.' ? '.' : domainName(value),
    }
  }
  fields.preference?.fail('is for records of type MX')
  return { name: owner, type: kind, value: recordValue(value, kind) }
}

/** The name that has a record; that of a PTR record may be an IP address. */
function ownerName(place: Place, type: ZoneRecord['type']): string {
  const { value } = place
  const isAddress = typeof value === 'string' && isIP(value) !== 0 && !value.includes('%')
  return type === 'PTR' && isAddress ? reverseName(value) : domainName(place)
}

function recordValue(place: Place, type: Exclude<ZoneRecord['type'], 'MX'>): string {
  if (type === 'TXT') return place.text()
  if (type === 'PTR' || type === 'CNAME') return domainName(place)
  const text = typeof place.value === 'string' ? place.value.toLowerCase() : ''
  if (type === 'A') return isIPv4(text) ? text : place.fail('must be an IPv4 address such as "192.0.2.1"')
  return isIPv6(text) && !text.includes('%')
    ? text
    : place.fail('must be an IPv6 address such as "2001:db8::1"')
}
