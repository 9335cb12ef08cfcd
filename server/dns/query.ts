import { type Answer, decode } from 'dns-packet'

/** What stands before every message (RFC 1035 §4.1.1), as far as an answer repeats it. */
export interface QueryHeader {
  readonly id: number
  readonly opcode: number
  readonly recursionDesired: boolean
}

export interface Query extends QueryHeader {
  readonly question: Question
  /** What the client says of itself in an OPT record (RFC 6891); null: nothing. */
  readonly edns: Edns | null
}

/** What is asked for; type and class by their numbers. */
export interface Question {
  /** Case as it was sent, without a dot at the end; the root is empty. */
  readonly name: string
  readonly type: number
  readonly class: number
  /** As it was sent: the answer repeats it bit for bit, as clients check the case of its letters. */
  readonly raw: Buffer
}

export interface Edns {
  readonly version: number
  /** Octets of a datagram that the client takes. */
  readonly size: number
  /** Whether it asks for DNSSEC records. */
  readonly dnssec: boolean
}

/** A message that is no query, or none of one question. */
export class QuerySyntaxError extends Error {}

const HEADER_SIZE = 12
const IS_RESPONSE = 0x8000
const RECURSION_DESIRED = 0x0100

/** RFC 1035 §2.3.4: octets of a label, and of a name with the lengths of its labels. */
const MAX_LABEL = 63
const MAX_NAME = 255

/** Reads the header of a query; null for what must not be answered, such as a response. */
export function readHeader(message: Buffer): QueryHeader | null {
  if (message.length < HEADER_SIZE) return null
  const flags = message.readUInt16BE(2)
  // A response that is answered would be answered in turn, without end.
  if ((flags & IS_RESPONSE) !== 0) return null
  return {
    id: message.readUInt16BE(0),
    opcode: (flags >> 11) & 0xf,
    recursionDesired: (flags & RECURSION_DESIRED) !== 0,
  }
}

/**
 * Reads what follows the header of a query.
 *
 * @throws QuerySyntaxError
 */
export function readQuery(header: QueryHeader, message: Buffer): Query {
  // RFC 9619 §4: a query has one question. Nor does it bring answers.
  const counts = [4, 6, 8].map(offset => message.readUInt16BE(offset))
  if (counts.join() !== '1,0,0') throw new QuerySyntaxError('a query has one question, and no answer')
  return { ...header, question: readQuestion(message), edns: readEdns(message) }
}

function readQuestion(message: Buffer): Question {
  const labels: string[] = []
  let offset = HEADER_SIZE
  for (;;) {
    const length = message[offset++]
    if (length === 0) break
    // RFC 1035 §4.1.4: a pointer leads to a name further up, and above the question there is none.
    if (length === undefined || length > MAX_LABEL) throw new QuerySyntaxError('a label is too long')
    labels.push(formatLabel(message.toString('utf8', offset, offset + length)))
    offset += length
    if (offset - HEADER_SIZE >= MAX_NAME) throw new QuerySyntaxError('the name is too long')
  }
  if (offset + 4 > message.length) throw new QuerySyntaxError('the question is not complete')
  return {
    name: labels.join('.'),
    type: message.readUInt16BE(offset),
    class: message.readUInt16BE(offset + 2),
    raw: message.subarray(HEADER_SIZE, offset + 4),
  }
}

/** A dot or white space within a label does not become one between labels, or none at all. */
function formatLabel(label: string): string {
  // RFC 1035 §5.1: such characters are written as their number behind a backslash.
  return label.replaceAll(/[.\\\s]/g, character => `\\${character.charCodeAt(0)}`)
}

function readEdns(message: Buffer): Edns | null {
  const records = additionalsOf(message).filter(record => record.type === 'OPT')
  // RFC 6891 §6.1.1: one at most, and it belongs to the root.
  const [record] = records
  if (records.length > 1 || (record !== undefined && record.name !== '.')) {
    throw new QuerySyntaxError('an OPT record is out of place')
  }
  if (record === undefined) return null
  const { ednsVersion, udpPayloadSize, flag_do: dnssec } = record
  return { version: ednsVersion, size: udpPayloadSize, dnssec }
}

function additionalsOf(message: Buffer): Answer[] {
  try {
    return decode(message).additionals ?? []
  } catch (error) {
    throw new QuerySyntaxError('a record is miswritten', { cause: error })
  }
}
