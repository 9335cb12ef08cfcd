import type { Answer } from 'dns-packet'
import { domainKey } from '../delivery/world/domain-name.ts'
import { resolveWireName, wireName } from '../delivery/world/wire-name.ts'
import type { ZoneRecord } from '../delivery/world/world.ts'
import type { RecordType, Zone } from '../delivery/world/zone.ts'
import type { Question } from './query.ts'
import { RESPONSE_CODE, type ResponseCode } from './response-code.ts'
import { TIME_TO_LIVE, wireRecord } from './wire-record.ts'

/** What the zone says to a question. */
export interface Finding {
  readonly code: ResponseCode
  readonly answers: readonly Answer[]
  readonly authorities: readonly Answer[]
  readonly additionals: readonly Answer[]
}

const IN = 1
const ANY_CLASS = 255

const SOA = 6
const IXFR = 251
const AXFR = 252
const ANY = 255

/** The types of which the zone has records, by their numbers (RFC 1035 §3.2.2, RFC 3596 §2.1). */
const TYPES: ReadonlyMap<number, RecordType> = new Map([
  [1, 'A'],
  [5, 'CNAME'],
  [12, 'PTR'],
  [15, 'MX'],
  [16, 'TXT'],
  [28, 'AAAA'],
])

/** The world's zone is all there is, hence it begins at the root. */
const START_OF_AUTHORITY: Answer = {
  name: '.',
  type: 'SOA',
  ttl: TIME_TO_LIVE,
  data: {
    mname: 'facteur.test',
    rname: 'postmaster.facteur.test',
    serial: 1,
    refresh: 3600,
    retry: 600,
    expire: 86_400,
    minimum: TIME_TO_LIVE,
  },
}

/** Answers a question from the zone; null where the DNS of the world keeps silent. */
export function lookUp(zone: Zone, question: Question): Finding | null {
  const isOurs = question.class === IN || question.class === ANY_CLASS
  if (!isOurs || question.type === AXFR || question.type === IXFR) return finding(RESPONSE_CODE.refused)
  if (question.name === '') return atTheRoot(question)
  const type = TYPES.get(question.type)
  // A type that the zone has no records of is answered with the name's CNAME records, as any type is.
  const { key, status, records } = resolveWireName(zone, question.name, type ?? 'TXT')
  if (status === 'timeout') return null
  if (status === 'servfail') return finding(RESPONSE_CODE.serverFailure)
  const isFound = status === 'found'
  if (isFound && question.type === ANY) return finding(RESPONSE_CODE.noError, [minimalAnswer(question.name)])
  const asked = type === undefined ? records.filter(record => record.type === 'CNAME') : records
  // As it was asked for: clients compare the case of its letters.
  const answers = wireRecords(asked, ({ name }) => (domainKey(name) === key ? question.name : wireName(name)))
  if (asked.some(record => record.type === type)) {
    return { ...finding(RESPONSE_CODE.noError, answers), additionals: addressesOf(zone, asked) }
  }
  const code = isFound ? RESPONSE_CODE.noError : RESPONSE_CODE.nameError
  // RFC 2308 §3: that there is nothing is told together with the authority for it.
  return { ...finding(code, answers), authorities: [START_OF_AUTHORITY] }
}

function finding(code: ResponseCode, answers: readonly Answer[] = []): Finding {
  return { code, answers, authorities: [], additionals: [] }
}

function atTheRoot({ type }: Question): Finding {
  if (type === SOA) return finding(RESPONSE_CODE.noError, [START_OF_AUTHORITY])
  return { ...finding(RESPONSE_CODE.noError), authorities: [START_OF_AUTHORITY] }
}

/** RFC 8482 §4.2: who asks for everything gets little; such a question would serve to flood a third party. */
function minimalAnswer(name: string): Answer {
  return { name, type: 'HINFO', ttl: TIME_TO_LIVE, data: { cpu: 'RFC8482', os: '' } }
}

/** Records as they go over the wire; those that the DNS cannot write are left out. */
function wireRecords(
  records: readonly ZoneRecord[],
  ownerOf = (record: ZoneRecord) => wireName(record.name),
): Answer[] {
  return records.flatMap(record => {
    const owner = ownerOf(record)
    return (owner === null ? null : wireRecord(record, owner)) ?? []
  })
}

/** RFC 1035 §3.3.9: the addresses of mail exchanges come with their names. */
function addressesOf(zone: Zone, records: readonly ZoneRecord[]): Answer[] {
  const hosts = new Set(records.filter(({ type }) => type === 'MX').map(({ value }) => domainKey(value)))
  return [...hosts].flatMap(host =>
    (['A', 'AAAA'] as const).flatMap(type =>
      // RFC 2181 §10.3: an exchange is no alias; what it would stand for is not told here.
      wireRecords(zone.resolve(host, type).records.filter(({ name }) => domainKey(name) === host)),
    ),
  )
}
