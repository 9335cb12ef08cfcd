import type { Entry } from '../../mailbox/entry.ts'
import { formatFlags } from '../../mailbox/flags.ts'
import { summaryJson } from '../../mailbox/summary-json.ts'

/** An entry as the contract has it, as JSON text. */
export function entryJson(entry: Entry): string {
  const flags = JSON.stringify(formatFlags(entry))
  const internalDate = new Date(entry.internalDate).toISOString()
  return `{"uid":${entry.uid},"flags":${flags},"internalDate":"${internalDate}","modseq":${entry.modseq},"octets":${entry.octets},"message":${summaryJson(entry)}}`
}
