import type { Finding } from '../finding.ts'
import { DNS_FAILURE, sentences, severityOf } from './outcome.ts'
import type { ArcVerdict } from './verify.ts'

/** What ARC (RFC 8617) says of a message that was passed on. */
export function arcFinding(verdict: ArcVerdict): Finding {
  const { result } = verdict
  return {
    rule: 'arc',
    severity: severityOf(result),
    result,
    subject: null,
    title: `ARC: ${result}`,
    detail: detailOf(verdict),
  }
}

function detailOf({ result, comment, sets }: ArcVerdict): string {
  switch (result) {
    case 'pass':
      return `${sets === 1 ? 'One server that passed it on has' : `${sets} servers that passed it on have`} sealed what they saw, and the seals are good.`
    case 'temperror':
      return sentences('A key of the seals could not be read.', DNS_FAILURE)
    default:
      return sentences(
        'The seals of those who passed it on do not hold.',
        comment !== '' && `What is wrong: ${comment}.`,
      )
  }
}
