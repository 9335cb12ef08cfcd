import { isIP } from 'node:net'
import { decodeXtext } from '../message/xtext.ts'
import { isUserName } from '../net/user-name.ts'
import { wireText } from '../net/wire-text.ts'

/** What EHLO promises to those whose XCLIENT is believed. */
export const XCLIENT_FEATURE = 'XCLIENT NAME ADDR PORT PROTO HELO LOGIN DESTADDR DESTPORT'

/** An XCLIENT command that cannot be understood; its message says what to write instead. */
export class XclientSyntaxError extends Error {}

/** The client for which another speaks: of what was not named `undefined`, of what is not known `null`. */
export interface XclientAttributes {
  readonly NAME?: string | null
  /** An IP address. */
  readonly ADDR?: string | null
  readonly PORT?: number | null
  readonly PROTO?: 'SMTP' | 'ESMTP'
  readonly HELO?: string | null
  /** The name of a user. */
  readonly LOGIN?: string | null
  readonly DESTADDR?: string | null
  readonly DESTPORT?: number | null
}

type Attribute = keyof XclientAttributes

/** XCLIENT_README, note 1: names are at most so long; Postfix holds all values to it. */
const LONGEST_VALUE = 255

const UNAVAILABLE = /^\[(?:UNAVAILABLE|TEMPUNAVAIL)\]$/i

const LABEL = /^[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?$/i

/** Reads the value of an attribute; undefined where it does not fit. */
const READERS: Readonly<Record<Attribute, (value: string) => string | number | undefined>> = {
  NAME: value => (value.split('.').every(label => LABEL.test(label)) ? value : undefined),
  ADDR: readAddress,
  PORT: readPort,
  PROTO: value => (/^E?SMTP$/i.test(value) ? value.toUpperCase() : undefined),
  HELO: value => value,
  LOGIN: value => (isUserName(value) ? value : undefined),
  DESTADDR: readAddress,
  DESTPORT: readPort,
}

function readAddress(value: string): string | undefined {
  // XCLIENT_README: an IPv6 address is led by IPV6:, in any case.
  const address = value.replace(/^IPV6:/i, '').replace(/^::ffff:(?=\d+\.)/i, '')
  return isIP(address) === 0 ? undefined : address.toLowerCase()
}

function readPort(value: string): number | undefined {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : 0
  return port >= 1 && port <= 65_535 ? port : undefined
}

function isAttribute(name: string): name is Attribute {
  return Object.hasOwn(READERS, name)
}

function decode(name: string, encoded: string): string {
  const decoded = decodeXtext(encoded)
  if (decoded === null) throw new XclientSyntaxError(`the value of ${name} is no xtext`)
  // What xtext stands for are bytes; only what came unencoded can be more.
  // oxlint-disable-next-line no-control-regex -- those are refused below
  const value = /^[\0-\xff]*$/.test(encoded) ? wireText(Buffer.from(decoded, 'latin1')) : decoded
  if (value === '' || value.length > LONGEST_VALUE || /\p{Cc}/u.test(value)) {
    throw new XclientSyntaxError(
      `the value of ${name} has 1 to ${LONGEST_VALUE} characters, none of them control characters`,
    )
  }
  return value
}

/**
 * Reads an XCLIENT command, as Postfix describes it in XCLIENT_README. Values are xtext (RFC 3461 §4).
 *
 * @param text the whole command line, without its line end
 * @throws XclientSyntaxError
 */
export function parseXclient(text: string): XclientAttributes {
  const [, ...given] = text.trim().split(/ +/)
  if (given.length === 0) throw new XclientSyntaxError('attributes are missing; write XCLIENT ADDR=192.0.2.1')
  const attributes: Partial<Record<Attribute, string | number | null>> = {}
  for (const attribute of given) {
    const [, word = '', encoded = ''] = /^([^=]*)=(.*)$/s.exec(attribute) ?? []
    const name = word.toUpperCase()
    if (!isAttribute(name))
      throw new XclientSyntaxError(`"${attribute}" is no attribute of ${XCLIENT_FEATURE}`)
    if (name in attributes) throw new XclientSyntaxError(`${name} is given twice`)
    const value = decode(name, encoded)
    const isUnavailable = name !== 'PROTO' && UNAVAILABLE.test(value)
    const read = isUnavailable ? null : READERS[name](value)
    if (read === undefined) throw new XclientSyntaxError(`"${value}" cannot be ${name}`)
    attributes[name] = read
  }
  return attributes as XclientAttributes
}
