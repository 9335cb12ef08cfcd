import type { CheckedMessage, CheckGround } from '../check.ts'
import type { CheckLimits } from '../check-limits.ts'
import type { Finding } from '../finding.ts'
import { zoneResolver } from '../zone-resolver.ts'
import { arcFinding } from './arc-finding.ts'
import { boundedMessage } from './bounded-message.ts'
import { dkimFinding, leftOutFinding, unsignedFinding } from './dkim-finding.ts'
import { dmarcFinding } from './dmarc-finding.ts'
import { spfFinding } from './spf-finding.ts'
import { verifySignatures, verifySpf } from './verify.ts'

/** Whether receivers can know that a message is from whom it says: SPF, DKIM, DMARC, and ARC where it has it. */
export async function checkAuthentication(
  message: CheckedMessage,
  { resolve, limits }: CheckGround,
): Promise<Finding[]> {
  const findings = await findingsOf(message, { resolve, limits })
  return findings.map(finding => ({
    ...finding,
    subject: finding.subject === null ? null : shortened(finding.subject, limits.subject),
    detail: shortened(finding.detail, limits.detail),
  }))
}

async function findingsOf(message: CheckedMessage, { resolve, limits }: CheckGround): Promise<Finding[]> {
  const resolver = zoneResolver(resolve)
  const spf = await verifySpf(message, resolver)
  const first = await spfFinding(spf, resolve)
  const bounded = boundedMessage(message.raw, limits)
  if (bounded === null) return [first, tooLarge(limits)]
  const { raw, leftOut } = bounded
  const verdicts = await verifySignatures({ raw, receivedAt: message.receivedAt }, spf, resolver)
  const { dkim, arc } = verdicts
  return [
    first,
    ...(dkim.length === 0 ? [unsignedFinding(spf !== null)] : dkim.map(dkimFinding)),
    ...(leftOut === 0 ? [] : [leftOutFinding(leftOut, limits.signatures)]),
    await dmarcFinding(verdicts, spf, resolve),
    ...(arc === null ? [] : [arcFinding(arc)]),
  ]
}

/** A message may name domains, and the world hold records, of any length. */
function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}

function tooLarge({ headerBytes, headerLines }: CheckLimits): Finding {
  return {
    rule: 'dkim',
    severity: 'warning',
    result: 'policy',
    subject: null,
    title: 'DKIM and DMARC were not looked at',
    detail: `The header section is too large: up to ${headerBytes / 1024} KiB and ${headerLines} lines are verified. Receivers have such limits too.`,
  }
}
