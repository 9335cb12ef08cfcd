import type { ArgumentReader } from './argument-reader.ts'

const STATUS_ITEMS = [
  'MESSAGES',
  // RFC 3501 §6.3.10; RFC 9051 has it no more.
  'RECENT',
  'UIDNEXT',
  'UIDVALIDITY',
  'UNSEEN',
  'DELETED',
  'SIZE',
  // RFC 7162 §3.1.7
  'HIGHESTMODSEQ',
  // RFC 7889 §3
  'APPENDLIMIT',
  // RFC 8474 §4.3
  'MAILBOXID',
  // RFC 9208 §4.1.4
  'DELETED-STORAGE',
] as const

export type StatusItem = (typeof STATUS_ITEMS)[number]

/**
 * Reads the items of STATUS in their parentheses (RFC 9051 §6.3.11).
 *
 * @returns each once, in the order in which they were asked for
 * @throws ImapSyntaxError
 */
export function parseStatusItems(reader: ArgumentReader): readonly StatusItem[] {
  return [...new Set(reader.nonEmptyList(() => reader.oneOf(STATUS_ITEMS, 'a status item')))]
}
