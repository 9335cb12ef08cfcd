import { isIPv6 } from 'node:net'
import type { Finding } from '../finding.ts'
import { type Resolve, textsAt } from '../zone-resolver.ts'
import { asWorldRecord, DNS_FAILURE, paragraphs, sentences, severityOf } from './outcome.ts'
import type { SpfVerdict } from './verify.ts'

/** Labels of letters, digits and hyphens: mailauth asks for no others. */
const HOST_NAME = /^(?:[a-z\d-]+\.)+[a-z\d-]+$/i

const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/i

/**
 * What SPF (RFC 7208) says of a message.
 *
 * @param spf null for a message that no client handed in
 */
export async function spfFinding(spf: SpfVerdict | null, resolve: Resolve): Promise<Finding> {
  if (spf === null) return withoutClient()
  const { result } = spf.result.status
  // RFC 5321 §6.1: reports have the null reverse-path; many clients greet with no name that could have records.
  const isJudged = spf.identity === 'mailfrom' || result !== 'none'
  return {
    rule: 'spf',
    severity: isJudged ? severityOf(result) : 'info',
    result,
    subject: spf.domain,
    title: `SPF: ${result}`,
    detail: await detailOf(spf, resolve),
  }
}

function withoutClient(): Finding {
  return {
    rule: 'spf',
    severity: 'info',
    result: 'none',
    subject: null,
    title: 'SPF: nothing to judge',
    detail:
      'There is no client whose address could be looked for in a record: Facteur wrote this message itself, somebody put it into a folder, or the address is not known.',
  }
}

async function detailOf(spf: SpfVerdict, resolve: Resolve): Promise<string> {
  const { domain, client, identity } = spf
  const { result } = spf.result.status
  const record = spf.result.rr
  const published = record !== undefined && `The record: ${record}`
  const asked = identity === 'helo' && `The reverse-path is null, so the name in EHLO, ${domain}, was asked.`
  switch (result) {
    case 'pass':
      return paragraphs(sentences(asked, `${domain} lets ${client} send its mail.`), published)
    case 'fail':
    case 'softfail':
    case 'neutral':
      return paragraphs(
        sentences(asked, SAYINGS[result](domain, client), LOOPBACK.test(client) && loopbackAdvice(client)),
        // RFC 7208 §6.2: what the domain says to those who fail (exp=).
        spf.result.explanation && `Its explanation: ${spf.result.explanation}`,
        published,
      )
    case 'none':
      return sentences(asked, await withoutRecord(spf, resolve))
    case 'permerror':
      return paragraphs(
        sentences(asked, `The policy of ${domain} cannot be used: ${reasonOf(spf)}.`, limitsOf(spf)),
        published,
      )
    default:
      return sentences(asked, `The policy of ${domain} could not be read: ${reasonOf(spf)}.`, DNS_FAILURE)
  }
}

const SAYINGS = {
  fail: (domain: string, client: string) =>
    `${domain} says that ${client}, which handed this message in, must not send its mail; receivers may refuse it.`,
  softfail: (domain: string, client: string) =>
    `${domain} does not name ${client}, which handed this message in, and asks receivers to be wary (~all).`,
  neutral: (domain: string, client: string) =>
    `${domain} says nothing about ${client}, which handed this message in.`,
}

/** Applications under development run on this machine; real records name other networks. */
function loopbackAdvice(client: string): string {
  return `An application on this machine comes from ${client}: add ${mechanismFor(client)} to the record in the world, or let the client say with XCLIENT which address it stands for (submission.xclient of the world).`
}

async function withoutRecord({ domain, client }: SpfVerdict, resolve: Resolve): Promise<string> {
  if (!HOST_NAME.test(domain)) return `${domain} is not a domain name that could have an SPF record.`
  const others = await textsAt(resolve, domain)
  const example = `v=spf1 ${mechanismFor(client)} -all`
  return paragraphs(
    `The world, which is asked in place of the real DNS, has no SPF record for ${domain}: no TXT record there begins with v=spf1, so nothing says which servers may send its mail.`,
    others.length > 0 && `What there is: ${others[0]!.slice(0, 200)}`,
    asWorldRecord(domain, example),
  )
}

function mechanismFor(client: string): string {
  const v4 = client.replace(/^::ffff:(?=\d+\.)/i, '')
  return isIPv6(v4) ? `ip6:${v4}` : `ip4:${v4}`
}

/** RFC 7208 §4.6.4: an evaluation may ask the DNS ten times, and twice in vain. */
function limitsOf({ result }: SpfVerdict): string | undefined {
  return /too many/i.test(result.status.comment ?? '')
    ? 'Its terms may ask the DNS 10 times, those of included records counted, and twice in vain.'
    : undefined
}

/** What mailauth says of a failure, without the sender that it names first. */
function reasonOf({ sender, result }: SpfVerdict): string {
  const comment = result.status.comment ?? ''
  return comment.slice(comment.indexOf(sender) + sender.length).replace(/^: /, '') || 'it is not valid'
}
