import type { Folder } from '../mailbox/folder.ts'
import type { ImapSession } from './session.ts'

/**
 * The response code for the answer to a command that expunged something. RFC 7162 §3.2.7, §3.2.9: due once QRESYNC
 * is on, and allowed with CONDSTORE alone. All changes so far are told before such an answer.
 */
export function modSeqCode({ enabled }: ImapSession, { highestModSeq }: Folder): string | undefined {
  return enabled.has('CONDSTORE') ? `HIGHESTMODSEQ ${highestModSeq}` : undefined
}
