import type { EnvelopePath } from '../envelope.ts'
import { decodeXtext } from '../xtext.ts'
import { DsnSyntaxError } from './dsn-syntax-error.ts'

/** What a sender may ask to be told of. */
export type DsnCondition = 'SUCCESS' | 'FAILURE' | 'DELAY'

/** An address with the name of the system it belongs to, such as `rfc822`. */
export interface TypedAddress {
  readonly type: string
  readonly address: string
}

/** What a sender asks of delivery status notifications (RFC 3461): of all of them in MAIL, of a recipient's in RCPT. */
export interface DsnParameters {
  /** Empty for NEVER. */
  readonly notify: ReadonlySet<DsnCondition>
  /** ORCPT, decoded. */
  readonly originalRecipient: TypedAddress | null
  /** RET: whether a report returns the message or its header alone; null: it was not said. */
  readonly returnContent: 'FULL' | 'HDRS' | null
  /** ENVID, decoded. */
  readonly envelopeId: string | null
}

/** RFC 3461 §4.1: without NOTIFY failures are told, and delays may be. */
const NOTIFY_DEFAULT: ReadonlySet<DsnCondition> = new Set(['FAILURE', 'DELAY'])

const NOTIFY_NEVER: ReadonlySet<DsnCondition> = new Set()

const CONDITIONS: ReadonlySet<string> = new Set<DsnCondition>(['SUCCESS', 'FAILURE', 'DELAY'])

/** RFC 3461 §4.2 and §4.4 */
const MAX_LENGTH = { ORCPT: 500, ENVID: 100 }

/** What holds where a sender asked for nothing. */
export const NO_DSN_PARAMETERS: DsnParameters = {
  notify: NOTIFY_DEFAULT,
  originalRecipient: null,
  returnContent: null,
  envelopeId: null,
}

/**
 * Reads NOTIFY, ORCPT, RET and ENVID; others are passed over.
 *
 * @param parameters those of MAIL or of RCPT
 * @throws DsnSyntaxError
 */
export function parseDsnParameters({ NOTIFY, ORCPT, RET, ENVID }: EnvelopePath['parameters']): DsnParameters {
  return {
    notify: NOTIFY === undefined ? NOTIFY_DEFAULT : parseNotify(NOTIFY),
    originalRecipient: ORCPT === undefined ? null : parseOriginalRecipient(ORCPT),
    returnContent: RET === undefined ? null : parseReturn(RET),
    envelopeId: ENVID === undefined ? null : parseEnvelopeId(ENVID),
  }
}

/** RFC 3461 §4.1: NEVER stands alone; the others are a list. */
function parseNotify(value: string | true): ReadonlySet<DsnCondition> {
  const conditions = value === true ? [] : value.toUpperCase().split(',')
  if (conditions.length === 1 && conditions[0] === 'NEVER') return NOTIFY_NEVER
  if (conditions.length > 0 && conditions.every(isCondition)) return new Set(conditions)
  throw new DsnSyntaxError('NOTIFY', 'is NEVER, or a list of SUCCESS, FAILURE and DELAY, parted by commas')
}

function isCondition(word: string): word is DsnCondition {
  return CONDITIONS.has(word)
}

/** RFC 3461 §4.2: `addr-type ";" xtext` */
function parseOriginalRecipient(value: string | true): TypedAddress {
  const [, type = '', encoded = ''] = /^([a-z\d-]+);(.+)$/iu.exec(value === true ? '' : value) ?? []
  const address = decodeXtext(encoded)
  if (type === '' || address === null || !isPrintable(address)) {
    throw new DsnSyntaxError('ORCPT', 'is a type, a semicolon and an address in xtext: rfc822;bob+2Bx@x.test')
  }
  refuseLonger('ORCPT', value)
  return { type, address: type.toLowerCase() === 'utf-8' ? decodeUnicode(address) : address }
}

/** RFC 6533 §3: `\x{F6}` in an address of the type utf-8. */
function decodeUnicode(address: string): string {
  const decoded = address.replace(/\\x\{([\dA-F]{2,6})\}/g, (written, digits: string) => {
    const codePoint = Number.parseInt(digits, 16)
    return codePoint <= 0x10_ff_ff ? String.fromCodePoint(codePoint) : written
  })
  return isPrintable(decoded) ? decoded : address
}

/** RFC 3461 §4.3 */
function parseReturn(value: string | true): 'FULL' | 'HDRS' {
  const word = value === true ? '' : value.toUpperCase()
  if (word === 'FULL' || word === 'HDRS') return word
  throw new DsnSyntaxError('RET', 'is FULL or HDRS')
}

/** RFC 3461 §4.4: printable US-ASCII in xtext */
function parseEnvelopeId(value: string | true): string {
  const id = value === true ? null : decodeXtext(value)
  // oxlint-disable-next-line no-control-regex -- spaces and tabs are what else may stand in it
  if (id === null || id === '' || !/^[\t -~]+$/.test(id)) {
    throw new DsnSyntaxError('ENVID', 'is printable text in xtext, such as QQ314159')
  }
  refuseLonger('ENVID', value)
  return id
}

function refuseLonger(parameter: keyof typeof MAX_LENGTH, value: string | true): void {
  const most = MAX_LENGTH[parameter]
  if (value !== true && value.length > most) {
    throw new DsnSyntaxError(parameter, `has ${value.length} characters, ${most} are the most`)
  }
}

function isPrintable(text: string): boolean {
  return !/\p{Cc}/u.test(text)
}
