import type { DKIMResult } from 'mailauth'
import type { Finding } from '../finding.ts'
import { asWorldRecord, DNS_FAILURE, paragraphs, sentences, severityOf } from './outcome.ts'

/** RFC 6376 §6.1.2: failures to get at the key of a signature. They last, so they are `permerror` (RFC 8601 §2.7.1). */
const KEY_FAILURES: Readonly<Record<string, (key: string) => string>> = {
  'no key': key =>
    `The world, which is asked in place of the real DNS, has no TXT record at ${key}, where the public key should be.`,
  'invalid public key': key => `The TXT record at ${key} holds no valid public key.`,
  'unknown key version': key => `The TXT record at ${key} does not begin with v=DKIM1.`,
  'unknown key type': key => `The key at ${key} is cut short, or not of the type that its k= names.`,
  'inappropriate hash algorithm': key => `The key at ${key} may not be used with this hash algorithm (h=).`,
  'inappropriate key algorithm': key => `The key at ${key} is not for the algorithm of the signature (a=).`,
  'key not for email': key => `The key at ${key} is not meant for mail (s=).`,
}

/** What DKIM (RFC 6376) says of one signature. */
export function dkimFinding(signature: DKIMResult): Finding {
  const { signingDomain = '', status } = signature
  const result = keyFailureOf(signature) === null ? status.result : 'permerror'
  return {
    rule: 'dkim',
    severity: severityOf(result),
    result,
    subject: signingDomain === '' ? null : signingDomain,
    title: `DKIM: ${result}`,
    detail: detailOf(signature),
  }
}

/**
 * What DKIM says of a message without signatures.
 *
 * @param isSent whether somebody sent it, who could have signed it
 */
export function unsignedFinding(isSent: boolean): Finding {
  return {
    rule: 'dkim',
    severity: isSent ? 'warning' : 'info',
    result: 'none',
    subject: null,
    title: 'DKIM: none',
    detail: isSent
      ? 'The message has no DKIM-Signature field. Where a relay or a mail service signs for you, it does so after this point, and there is nothing to mend here. Otherwise sign in the application: most mail libraries can, with a private key, a domain and a selector.'
      : 'The message has no DKIM-Signature field.',
  }
}

/** What was not verified, as there were too many signatures. */
export function leftOutFinding(count: number, limit: number): Finding {
  return {
    rule: 'dkim',
    severity: 'info',
    result: 'policy',
    subject: null,
    title: `DKIM: ${count} more ${count === 1 ? 'signature' : 'signatures'} left out`,
    detail: `The first ${limit} signatures were verified. Receivers have such limits too.`,
  }
}

function detailOf(signature: DKIMResult): string {
  const { status } = signature
  const key = keyName(signature)
  const keyFailure = keyFailureOf(signature)
  if (keyFailure !== null) return keyFailure
  if (status.result === 'pass') return passDetail(signature, key)
  if (status.result === 'temperror') return sentences(`The key at ${key} could not be read.`, DNS_FAILURE)
  if (status.comment === 'body hash did not verify') {
    return sentences(
      'The body was changed after it was signed: its hash is not the one in the signature (bh=).',
      'Footers, other line ends and another transfer encoding do that.',
    )
  }
  if (status.result === 'fail') {
    return sentences(
      `The body is as it was signed, the signature is not good: one of the header fields that it covers${coveredFields(signature)} was changed after it was signed, or the key at ${key} is not the one that belongs to the private key.`,
    )
  }
  return otherDetail(signature)
}

function passDetail({ signingDomain, algo, modulusLength, status, ...signature }: DKIMResult, key: string) {
  const bits = modulusLength === undefined ? '' : `, ${modulusLength} bits`
  const unsigned = signature.canonBodyLengthLimited === true
  return sentences(
    `${signingDomain} vouches for it, with the key at ${key} (${algo}${bits}).`,
    unsigned && 'Only the beginning of its body is signed (l=): anything could be added to the end.',
    'testing' in status && 'The key says that DKIM is only being tested (t=y).',
  )
}

function keyFailureOf(signature: DKIMResult): string | null {
  const { status, rr, publicKey, signingDomain } = signature
  const explain = KEY_FAILURES[status.comment ?? '']
  if (explain === undefined) return null
  const key = keyName(signature)
  // RFC 6376 §3.6.1: an empty p= means that the key was revoked.
  if (rr !== undefined && publicKey === undefined && /(?:^|;)p=(?:;|$)/.test(rr)) {
    return `The key at ${key} was revoked: its p= is empty. ${signingDomain} no longer signs with it.`
  }
  return paragraphs(
    explain(key),
    status.comment === 'no key' && asWorldRecord(key, 'v=DKIM1; k=rsa; p=<the public key in base64>'),
    rr !== undefined && `The record: ${rr.slice(0, 200)}`,
  )
}

/** Outcomes that are seldom seen. */
function otherDetail({ status, algo, modulusLength }: DKIMResult): string {
  switch (status.comment) {
    case 'From field not signed':
      return 'The signature does not cover From (h=), so it says nothing about the author; receivers ignore it.'
    // RFC 6376 §6.1.1
    case 'domain mismatch':
      return 'The identity of the signature (i=) is not in its domain (d=), nor below it; receivers ignore the signature.'
    case 'invalid expiration':
      return 'The signature expires (x=) before it was made (t=); receivers ignore it.'
    case 'expired':
      return 'The signature has expired (x=). The clock that counts is that of the sandbox.'
    case 'weak algorithm':
      return `${algo} is no longer accepted (RFC 8301); sign with rsa-sha256 or ed25519-sha256.`
    case undefined:
      return status.result === 'policy'
        ? `The key is too short: ${modulusLength ?? 'fewer than 1024'} bits; receivers ask for 1024 at least.`
        : 'The signature could not be used.'
    default:
      return `The signature could not be used: ${status.comment}.`
  }
}

function coveredFields({ signingHeaders }: DKIMResult): string {
  const names = signingHeaders?.keys ?? ''
  return names === '' ? '' : ` (${names.slice(0, 300).replaceAll(': ', ', ')})`
}

/** RFC 6376 §3.6.2.1: where the key of a signature is published. */
function keyName({ selector, signingDomain }: DKIMResult): string {
  return `${selector}._domainkey.${signingDomain}`
}
