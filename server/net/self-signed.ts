import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isIP, isIPv4 } from 'node:net'

/** X.690 §8: the tags of what a certificate is made of. */
const BOOLEAN = 0x01
const INTEGER = 0x02
const BIT_STRING = 0x03
const OCTET_STRING = 0x04
const OBJECT_IDENTIFIER = 0x06
const UTF8_STRING = 0x0c
const UTC_TIME = 0x17
const GENERALIZED_TIME = 0x18
const SEQUENCE = 0x30
const SET = 0x31
const VERSION = 0xa0
const EXTENSIONS = 0xa3
const DNS_NAME = 0x82
const IP_ADDRESS = 0x87

/** Object identifiers, in the encoding of X.690 §8.19. */
const COMMON_NAME = '550403'
const KEY_USAGE = '551d0f'
const SUBJECT_ALT_NAME = '551d11'
const BASIC_CONSTRAINTS = '551d13'
const EXTENDED_KEY_USAGE = '551d25'
const SERVER_AUTH = '2b06010505070301'
const ECDSA_WITH_SHA256 = '2a8648ce3d040302'

interface Wish {
  readonly commonName: string
  /** The names and IP addresses that the certificate is good for. */
  readonly hosts: readonly string[]
  readonly from: Date
  readonly until: Date
}

/**
 * Makes a key, and a certificate for servers that is signed with it (RFC 5280); both in PEM. Own code, as it is little: the
 * libraries for it are some twenty packages, and break where another dependency brings an older one of them.
 */
export function createSelfSigned({ commonName, hosts, from, until }: Wish): { cert: string; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = der(SEQUENCE, identifier(ECDSA_WITH_SHA256))
  const name = der(
    SEQUENCE,
    der(SET, der(SEQUENCE, identifier(COMMON_NAME), der(UTF8_STRING, Buffer.from(commonName)))),
  )
  // RFC 5280 §4.1: TBSCertificate.
  const content = der(
    SEQUENCE,
    der(VERSION, der(INTEGER, Buffer.of(2))),
    der(INTEGER, serialNumber()),
    algorithm,
    name,
    der(SEQUENCE, time(from), time(until)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(EXTENSIONS, extensions(hosts)),
  )
  const signature = sign('sha256', content, privateKey)
  const certificate = der(SEQUENCE, content, algorithm, der(BIT_STRING, Buffer.of(0), signature))
  return { cert: pem(certificate), key: privateKey.export({ type: 'pkcs8', format: 'pem' }) }
}

function extensions(hosts: readonly string[]): Buffer {
  const digitalSignature = der(BIT_STRING, Buffer.of(7, 0x80))
  return der(
    SEQUENCE,
    extension(BASIC_CONSTRAINTS, true, der(SEQUENCE)),
    extension(KEY_USAGE, true, digitalSignature),
    extension(EXTENDED_KEY_USAGE, false, der(SEQUENCE, identifier(SERVER_AUTH))),
    extension(SUBJECT_ALT_NAME, false, der(SEQUENCE, ...hosts.map(generalName))),
  )
}

/** RFC 5280 §4.2. */
function extension(id: string, critical: boolean, value: Buffer): Buffer {
  const mark = critical ? [der(BOOLEAN, Buffer.of(0xff))] : []
  return der(SEQUENCE, identifier(id), ...mark, der(OCTET_STRING, value))
}

/** RFC 5280 §4.2.1.6. */
function generalName(host: string): Buffer {
  return isIP(host) ? der(IP_ADDRESS, addressBytes(host)) : der(DNS_NAME, Buffer.from(host))
}

function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number))
  // The URL parser writes all of an IPv6 address in hexadecimal groups, zeros shortened to `::` at most once.
  const [, groups = ''] = /^\[(.*)\]$/.exec(new URL(`http://[${address}]`).hostname) ?? []
  const [before = [], after = []] = groups.split('::').map(side => side.split(':').filter(Boolean))
  const zeros = Array<string>(8 - before.length - after.length).fill('0')
  return Buffer.from([...before, ...zeros, ...after].map(group => group.padStart(4, '0')).join(''), 'hex')
}

/** RFC 5280 §4.1.2.2: a positive number of at most 20 bytes. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16)
  bytes[0] = (bytes[0]! & 0x7f) | 0x40
  return bytes
}

/** RFC 5280 §4.1.2.5: years have two digits until 2049, and four from 2050 on. */
function time(date: Date): Buffer {
  const text = date.toISOString().replace(/\.\d+|[-:T]/g, '')
  const isShort = date.getUTCFullYear() < 2050
  return der(isShort ? UTC_TIME : GENERALIZED_TIME, Buffer.from(isShort ? text.slice(2) : text))
}

function identifier(hex: string): Buffer {
  return der(OBJECT_IDENTIFIER, Buffer.from(hex, 'hex'))
}

/** One value in DER (X.690 §8.1): its tag, its length, its content. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), content])
  const digits = length.toString(16)
  const size = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex')
  return Buffer.concat([Buffer.of(tag, 0x80 | size.length), size, content])
}

function pem(certificate: Buffer): string {
  const lines = certificate.toString('base64').replace(/.{64}(?=.)/g, '$&\n')
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`
}
