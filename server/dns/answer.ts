import {
  AUTHORITATIVE_ANSWER,
  encode,
  type OptAnswer,
  RECURSION_DESIRED,
  TRUNCATED_RESPONSE,
} from 'dns-packet'
import type { Zone } from '../delivery/world/zone.ts'
import { type Finding, lookUp } from './look-up.ts'
import { type Query, type QueryHeader, QuerySyntaxError, readHeader, readQuery } from './query.ts'
import { RESPONSE_CODE, type ResponseCode } from './response-code.ts'

export interface Transport {
  readonly protocol: 'udp' | 'tcp'
  /** Octets of the longest answer in a datagram. */
  readonly datagram: number
}

/** An answer as it goes over the wire, and what it says became of the query. */
interface Response {
  readonly code: ResponseCode
  readonly message: Buffer
}

const QUERY_OPCODE = 0

/** RFC 1035 §4.2.1: octets of a datagram that every client takes. */
const SMALL_DATAGRAM = 512

/** RFC 1035 §4.2.2: octets of a message over TCP. */
const TCP_MESSAGE = 65_535

const HEADER_SIZE = 12
const DNSSEC_OK = 0x8000

/**
 * Answers one message from the world's zone.
 *
 * @returns null for what gets no answer: responses, fragments, and names whose DNS times out
 */
export function answerQuery(message: Buffer, zone: Zone, transport: Transport): Response | null {
  const header = readHeader(message)
  if (header === null) return null
  if (header.opcode !== QUERY_OPCODE) return formatFailure(header, RESPONSE_CODE.notImplemented)
  try {
    return answer(readQuery(header, message), zone, transport)
  } catch (error) {
    if (!(error instanceof QuerySyntaxError)) throw error
    return formatFailure(header, RESPONSE_CODE.formatError)
  }
}

function answer(query: Query, zone: Zone, transport: Transport): Response | null {
  const { edns } = query
  // RFC 6891 §6.1.3
  if (edns !== null && edns.version > 0) return format(query, failure(RESPONSE_CODE.badVersion), transport)
  const finding = lookUp(zone, query.question)
  if (finding === null) return null
  const whole = format(query, finding, transport)
  const room = roomOf(query, transport)
  if (whole.message.length <= room) return whole
  // RFC 2181 §9: additional records may be missing without a word.
  const bare = format(query, { ...finding, additionals: [] }, transport)
  if (bare.message.length <= room) return bare
  if (transport.protocol === 'tcp') return format(query, failure(RESPONSE_CODE.serverFailure), transport)
  return format(query, { ...failure(finding.code), isTruncated: true }, transport)
}

function roomOf({ edns }: Query, { protocol, datagram }: Transport): number {
  if (protocol === 'tcp') return TCP_MESSAGE
  // RFC 6891 §6.2.3: who takes less than 512 is taken to take 512.
  return edns === null ? SMALL_DATAGRAM : Math.max(SMALL_DATAGRAM, Math.min(edns.size, datagram))
}

function failure(code: ResponseCode): Finding {
  return { code, answers: [], authorities: [], additionals: [] }
}

function format(
  query: Query,
  { code, answers, authorities, additionals, isTruncated = false }: Finding & { isTruncated?: boolean },
  { datagram }: Transport,
): Response {
  const { question, edns } = query
  const isAuthoritative = code === RESPONSE_CODE.noError || code === RESPONSE_CODE.nameError
  const opt = edns === null ? [] : [optRecord(edns.dnssec, code, datagram)]
  const message = encode({
    type: 'response',
    id: query.id,
    // RFC 6891 §6.1.3: the upper bits of the code stand in the OPT record.
    flags:
      (isAuthoritative ? AUTHORITATIVE_ANSWER : 0) |
      (isTruncated ? TRUNCATED_RESPONSE : 0) |
      (query.recursionDesired ? RECURSION_DESIRED : 0) |
      (code & 0xf),
    answers: [...answers],
    authorities: [...authorities],
    additionals: [...additionals, ...opt],
  })
  // The question goes back as it came; no name behind it is compressed, so that none leads elsewhere now.
  message.writeUInt16BE(1, 4)
  const parts = [message.subarray(0, HEADER_SIZE), question.raw, message.subarray(HEADER_SIZE)]
  return { code, message: Buffer.concat(parts) }
}

function optRecord(dnssec: boolean, code: ResponseCode, datagram: number): OptAnswer {
  return {
    type: 'OPT',
    name: '.',
    udpPayloadSize: datagram,
    extendedRcode: code >> 4,
    ednsVersion: 0,
    // RFC 3225 §3: this bit is repeated.
    flags: dnssec ? DNSSEC_OK : 0,
    flag_do: dnssec,
    options: [],
  }
}

/** What is said to a message whose question was not read. */
function formatFailure({ id, opcode, recursionDesired }: QueryHeader, code: ResponseCode): Response {
  const flags = (opcode << 11) | (recursionDesired ? RECURSION_DESIRED : 0) | code
  return { code, message: encode({ type: 'response', id, flags }) }
}
