import type { DKIMResult, DMARCResult } from 'mailauth'
import type { Finding } from '../finding.ts'
import { type Resolve, textsAt } from '../zone-resolver.ts'
import { asWorldRecord, DNS_FAILURE, paragraphs, sentences, severityOf } from './outcome.ts'
import type { NoAuthor, SignatureVerdicts, SpfVerdict } from './verify.ts'

/** What a receiver does with mail that fails, by the policy that applies. */
const CONSEQUENCES: Readonly<Record<string, string>> = {
  reject: 'Receivers would refuse this message',
  quarantine: 'Receivers would put this message into the spam folder',
  none: 'Receivers would take this message all the same',
}

/** RFC 9989 §4.7: what t=y makes of a policy. */
const TESTED: Readonly<Record<string, string>> = { reject: 'quarantine', quarantine: 'none', none: 'none' }

/** What DMARC (RFC 9989) says of a message. */
export async function dmarcFinding(
  { dmarc, dkim }: SignatureVerdicts,
  spf: SpfVerdict | null,
  resolve: Resolve,
): Promise<Finding> {
  if (!('status' in dmarc)) return withoutAuthor(dmarc)
  const { result, header } = dmarc.status
  const domain = (header?.from ?? dmarc.domain).replace(/\.$/, '')
  // Without a client, SPF may have passed or not, and DMARC with it.
  const isJudged = spf !== null || result === 'pass'
  return {
    rule: 'dmarc',
    severity: isJudged ? severityOf(result) : 'info',
    result,
    subject: domain,
    title: `DMARC: ${result}`,
    detail: await detailOf(dmarc, domain, { spf, dkim, resolve }),
  }
}

/** RFC 9989 §5.3.1: without exactly one domain in From, there is none whose policy could be asked for. */
function withoutAuthor({ reason, domains }: NoAuthor): Finding {
  return {
    rule: 'dmarc',
    severity: 'error',
    result: 'permerror',
    subject: null,
    title: 'DMARC: permerror',
    detail: `${REASONS[reason ?? 'no-author-domain'](domains)} Many receivers refuse such mail.`,
  }
}

const REASONS: Readonly<Record<NonNullable<NoAuthor['reason']>, (domains: readonly string[]) => string>> = {
  'no-author-domain': () => 'From names no address with a domain.',
  'invalid-author-domain': () => 'The domain in From is not a valid one.',
  'multiple-author-domains': domains =>
    `From names authors of several domains: ${domains.slice(0, 10).join(', ')}.`,
  'multiple-from-fields': () => 'The message has several From fields, where one is allowed.',
}

interface Ground {
  readonly spf: SpfVerdict | null
  readonly dkim: readonly DKIMResult[]
  readonly resolve: Resolve
}

async function detailOf(dmarc: DMARCResult, domain: string, ground: Ground): Promise<string> {
  const published = dmarc.rr !== undefined && `The record, at _dmarc.${dmarc.policyDomain}: ${dmarc.rr}`
  switch (dmarc.status.result) {
    case 'pass':
      return paragraphs(`${alignedBy(dmarc)} with ${domain}, the domain of From.`, published)
    case 'fail':
      return paragraphs(
        sentences(
          `Neither SPF nor DKIM vouches for ${domain}, the domain of From.`,
          spfPart(dmarc, ground.spf),
          dkimPart(dmarc, ground.dkim),
          `${CONSEQUENCES[dmarc.policy] ?? ''} (${policyOf(dmarc, domain)}).`,
        ),
        published,
      )
    case 'none':
      return withoutPolicy(domain, ground.resolve)
    default:
      return sentences(`The policy of ${domain} could not be read.`, DNS_FAILURE)
  }
}

function alignedBy({ alignment }: DMARCResult): string {
  const ways = [
    alignment.spf.result && `SPF (${alignment.spf.result})`,
    alignment.dkim.result && `DKIM (${alignment.dkim.result})`,
  ].filter(Boolean)
  return `${ways.join(' and ')} ${ways.length === 1 ? 'is' : 'are'} aligned`
}

function spfPart({ alignment }: DMARCResult, spf: SpfVerdict | null): string {
  if (spf?.result.status.result !== 'pass') return 'SPF did not pass.'
  const origin = spf.identity === 'helo' ? 'the name in EHLO' : 'the domain of the reverse-path'
  return `SPF passed for ${spf.domain}, ${origin}, which is ${mismatch(alignment.spf.strict)}.`
}

function dkimPart({ alignment }: DMARCResult, dkim: readonly DKIMResult[]): string {
  if (dkim.length === 0) return 'There is no DKIM signature.'
  const passed = dkim.filter(({ status }) => status.result === 'pass')
  if (passed.length === 0) return 'No DKIM signature passed.'
  const domains = [...new Set(passed.map(({ signingDomain }) => signingDomain))].join(', ')
  return `DKIM passed for ${domains}, which is ${mismatch(alignment.dkim.strict)}.`
}

/** The policy that applies, by the tag of the record that says so (RFC 9989 §4.7). */
function policyOf({ policy, policyDomain, p, sp, np, testMode }: DMARCResult, domain: string): string {
  const tested = testMode ? ', which is only being tested: t=y' : ''
  const isSubdomains = (testMode ? TESTED[sp] : sp) === policy
  if (policyDomain === domain || (isSubdomains && sp === p)) return `p=${p}${tested}`
  return isSubdomains
    ? `sp=${sp}, for what is below ${policyDomain}${tested}`
    : `np=${np}, for names that do not exist${tested}`
}

/** RFC 9989 §3.2.10: strict alignment takes the same domain alone, relaxed one of the same organization. */
function mismatch(isStrict: boolean): string {
  return isStrict ? 'not exactly the same domain, as the policy asks for' : "another organization's"
}

async function withoutPolicy(domain: string, resolve: Resolve): Promise<string> {
  if (domain.startsWith('[')) return `${domain} is an address, not a domain name that could have a policy.`
  const name = `_dmarc.${domain}`
  const texts = await textsAt(resolve, name)
  if (texts.length > 0) {
    return paragraphs(
      policiesIn(texts) > 1
        ? `There are several policies at ${name}, so none counts; leave one.`
        : `The TXT record at ${name} is no policy that can be used, so it counts as none. One looks like this: v=DMARC1; p=reject.`,
      `What there is: ${texts[0]!.slice(0, 200)}`,
    )
  }
  return paragraphs(
    `The world, which is asked in place of the real DNS, has no DMARC policy for ${domain}: no TXT record at ${name}, nor above it. Receivers do as they please with mail that fails; large ones ask senders for a policy.`,
    asWorldRecord(name, 'v=DMARC1; p=reject'),
  )
}

/** RFC 9989 §4.10: of several policies at one name, none counts. */
function policiesIn(texts: readonly string[]): number {
  return texts.filter(text => text.trimStart().startsWith('v=DMARC1')).length
}
