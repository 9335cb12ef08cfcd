import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { DKIMSignOptions } from 'mailauth'
import { dkimSign } from 'mailauth/lib/dkim/sign.js'
import { checkAuthentication } from '../../server/check/authentication/authentication.ts'
import { CHECK_LIMITS, type CheckLimits } from '../../server/check/check-limits.ts'
import type { CheckedMessage } from '../../server/check/check.ts'
import type { Finding } from '../../server/check/finding.ts'
import { parseWorld } from '../../server/delivery/world/parse-world.ts'
import { resolveWireName } from '../../server/delivery/world/wire-name.ts'
import { WorldIndex } from '../../server/delivery/world/world-index.ts'

/** Saturday, some years ago: no signature of a test depends on the time of the run. */
export const NOW = Date.UTC(2026, 2, 14)

export const MAIL = [
  'From: Anna <anna@app.test>',
  'To: bob@x.test',
  'Subject: Hello',
  'Date: Sat, 14 Mar 2026 00:00:00 +0000',
  '',
  'Hello Bob,',
  '',
  'see you.',
  '',
].join('\r\n')

/** A key, and the TXT record under which it is published. */
export interface SigningKey {
  readonly pem: string
  readonly record: string
}

/** RFC 6376 §3.6.1: a key of 2048 bits takes more than one character string. */
export function rsaKey(modulusLength = 2048): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength })
  const der = publicKey.export({ type: 'spki', format: 'der' })
  return { pem: pemOf(privateKey), record: `v=DKIM1; k=rsa; p=${der.toString('base64')}` }
}

/** RFC 8463 §4: the 32 octets of the key alone are published, without the 12 that name its type. */
export function ed25519Key(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const der = publicKey.export({ type: 'spki', format: 'der' }).subarray(12)
  return { pem: pemOf(privateKey), record: `v=DKIM1; k=ed25519; p=${der.toString('base64')}` }
}

function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' })
}

type Signing = Partial<DKIMSignOptions> & { readonly domain?: string }

/** A message with a signature before it. */
export async function signed(raw: string, key: SigningKey, options: Signing = {}): Promise<string> {
  const { domain = 'app.test', selector = 's1', signTime = new Date(NOW), expires, ...more } = options
  const signature = { signingDomain: domain, selector, privateKey: key.pem, ...more }
  const { signatures, errors } = await dkimSign(raw, {
    ...signature,
    signTime,
    ...(expires !== undefined && { expires }),
    signatureData: [signature],
  })
  if (signatures === '') throw new Error('there is no signature', { cause: errors })
  return signatures + raw
}

export function txt(name: string, value: string) {
  return { name, type: 'TXT', value }
}

export interface Checked {
  readonly raw?: string | Buffer
  readonly sender?: string
  readonly session?: Partial<CheckedMessage['session']>
  readonly limits?: Partial<CheckLimits>
}

/** What the check says of a message in a world; without others, `MAIL` of `anna@app.test` from 192.0.2.1. */
export async function authenticate(
  world: object,
  { raw = MAIL, sender = 'anna@app.test', session, limits }: Checked = {},
): Promise<readonly Finding[]> {
  const { zone } = new WorldIndex(parseWorld(world, 0), { readyMade: false, plusAddresses: false })
  return checkAuthentication(
    {
      raw: Buffer.from(raw as string),
      sender,
      session: { protocol: 'smtp', address: '192.0.2.1', ehlo: 'mail.app.test', ...session },
      receivedAt: NOW,
    },
    {
      resolve: async (name, type) => resolveWireName(zone, name, type),
      limits: { ...CHECK_LIMITS, ...limits },
    },
  )
}

/** The only finding of a rule. */
export function only(findings: readonly Finding[], rule: string): Finding {
  const found = findings.filter(finding => finding.rule === rule)
  if (found.length !== 1) throw new Error(`${found.length} findings of ${rule}`)
  return found[0]!
}

/** Findings in short: `spf=pass`. */
export function results(findings: readonly Finding[]): string[] {
  return findings.map(({ rule, result }) => `${rule}=${result}`)
}
