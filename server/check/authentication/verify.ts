import type { ARCResult, DKIMResult, DMARCResult, SPFResult } from 'mailauth'
import type { CheckedMessage } from '../check.ts'
import type { zoneResolver } from '../zone-resolver.ts'

type Resolver = ReturnType<typeof zoneResolver>

/** Whether its client may send for a domain. */
export interface SpfVerdict {
  /** The domain that was asked: of the reverse-path, or of the client's greeting where that is null. */
  readonly domain: string
  /** Whether that is the reverse-path's, or from the greeting. */
  readonly identity: 'mailfrom' | 'helo'
  readonly sender: string
  readonly client: string
  readonly result: SPFResult
}

/** Why there is no domain that DMARC could be asked of. */
export interface NoAuthor {
  readonly reason: Awaited<ReturnType<typeof import('mailauth/lib/dmarc/index.js').evaluateDmarc>>['reason']
  /** The domains of From. */
  readonly domains: readonly string[]
}

export interface ArcVerdict {
  readonly result: string
  readonly comment: string
  readonly sets: number
}

/** What the signatures of a message say, and what follows from them and SPF for the author's domain. */
export interface SignatureVerdicts {
  readonly dkim: readonly DKIMResult[]
  readonly dmarc: DMARCResult | NoAuthor
  /** Null where it has no ARC set. */
  readonly arc: ArcVerdict | null
}

/** How the receiver calls itself; it shows in explanations of policies alone. */
const RECEIVER = 'facteur.test'

/** Everything is verified as the standards have it, not in the lenient way of large receivers. */
const STRICT = { strict: true } as const

/**
 * Whether the client that handed a message in may send for its reverse-path.
 *
 * @returns null for a message that no client handed in
 */
export async function verifySpf(
  { sender, session }: CheckedMessage,
  resolver: Resolver,
): Promise<SpfVerdict | null> {
  // What is appended to a folder was sent by nobody.
  if (session.address === null || session.protocol === 'imap') return null
  const { spf } = await import('mailauth/lib/spf/index.js')
  const client = session.address
  const helo = withoutRoot(session.ehlo ?? `[${client}]`)
  const identity = sender === '' ? 'helo' : 'mailfrom'
  // RFC 7208 §2.4: with a null reverse-path, the postmaster of the client's own name is the sender.
  const asked = identity === 'helo' ? `postmaster@${helo}` : withoutRoot(sender)
  const result = await spf({ ...STRICT, resolver, sender: asked, ip: client, helo, mta: RECEIVER })
  return { domain: result.domain, identity, sender: asked, client, result }
}

/** RFC 7208 §4.3: a name may end with a dot; mailauth takes it for none then. */
function withoutRoot(name: string): string {
  return name.replace(/\.$/, '')
}

/** Verifies the signatures of a message, and asks what its author's domain wants done with it. */
export async function verifySignatures(
  { raw, receivedAt }: Pick<CheckedMessage, 'raw' | 'receivedAt'>,
  spf: SpfVerdict | null,
  resolver: Resolver,
): Promise<SignatureVerdicts> {
  // The modules of the standards alone, with the first message: the whole of mailauth takes twice as long to load.
  const [{ dkimVerify }, { arc: verifyArc }, { evaluateDmarc }] = await Promise.all([
    import('mailauth/lib/dkim/verify.js'),
    import('mailauth/lib/arc/index.js'),
    import('mailauth/lib/dmarc/index.js'),
  ])
  const { results, arc, ...author } = await dkimVerify(raw, {
    ...STRICT,
    resolver,
    curTime: new Date(receivedAt),
  })
  const dkim = results.filter(({ status }) => status.result !== 'none')
  const chain = await verifyArc(arc as Parameters<typeof verifyArc>[0], { ...STRICT, resolver })
  const { response, reason, authorDomains } = await evaluateDmarc({
    ...STRICT,
    resolver,
    // What has no domain (`From: Anna`) names no author: mailauth takes its words for one.
    headerFrom: author.headerFrom.filter(address => address.includes('@')),
    fromFields: author.fromFields,
    spfDomains: spf?.result.status.result === 'pass' ? [spf.domain] : [],
    dkimDomains: dkim
      .filter(({ status }) => status.result === 'pass')
      .map(({ signingDomain = '' }) => ({ domain: signingDomain })),
  })
  return {
    dkim,
    dmarc: response === false ? { reason, domains: authorDomains ?? [] } : response,
    arc: arcVerdict(chain),
  }
}

function arcVerdict({ status, i }: ARCResult): ArcVerdict | null {
  if (status.result === 'none') return null
  // A key that the DNS could not give is the one failure for which mailauth has no reason.
  const result = status.result === 'fail' && status.comment === undefined ? 'temperror' : status.result
  return { result, comment: status.comment ?? '', sets: i === false ? 0 : i }
}
