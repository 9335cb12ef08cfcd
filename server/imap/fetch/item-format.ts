import { copyId } from '../../mailbox/copy-id.ts'
import { formatEntryFlags } from '../entry-flags.ts'
import { formatDateTime } from '../wire/date-time.ts'
import type { FetchItem, Octets } from '../wire/fetch-items.ts'
import type { Piece } from '../wire/string-format.ts'
import { binaryContent } from './binary.ts'
import { bodySection } from './body-section.ts'
import type { FetchedMessage } from './fetched-message.ts'
import type { MessageBytes } from './message-bytes.ts'
import { formatPreview } from './preview.ts'
import { threadId } from './thread-id.ts'

/**
 * Gives one item of a FETCH response with its name: a text, or pieces to be sent one after the other; null when it
 * cannot be decoded (RFC 3516 §4.3, [UNKNOWN-CTE]).
 */
export type ItemFormat = (message: FetchedMessage) => string | readonly Piece[] | null

/** Makes ready what an item needs to be given of many messages. */
export function createItemFormat(item: FetchItem): ItemFormat {
  switch (item.kind) {
    case 'section':
      return message => formatLabelled(item.label, sectionOctets(message.bytes, item))
    case 'binary':
      return message => formatBinary(item, message)
    case 'binary-size':
      return message => formatBinarySize(item, message)
    case 'PREVIEW':
      return ({ entry }) => formatPreview(entry.message.overview.preview)
    default:
      return FORMATS[item.kind]
  }
}

type PlainItem = Exclude<FetchItem['kind'], 'section' | 'binary' | 'binary-size' | 'PREVIEW'>

const FORMATS: Readonly<Record<PlainItem, ItemFormat>> = {
  UID: ({ entry }) => `UID ${entry.uid}`,
  FLAGS: ({ entry, isRecent }) => `FLAGS ${formatEntryFlags(entry, isRecent)}`,
  INTERNALDATE: ({ entry }) => `INTERNALDATE ${formatDateTime(entry.internalDate)}`,
  'RFC822.SIZE': ({ entry }) => `RFC822.SIZE ${entry.octets}`,
  ENVELOPE: message => `ENVELOPE ${message.text('ENVELOPE')}`,
  BODY: message => `BODY ${message.text('BODY')}`,
  BODYSTRUCTURE: message => `BODYSTRUCTURE ${message.text('BODYSTRUCTURE')}`,
  MODSEQ: ({ entry }) => `MODSEQ (${entry.modseq})`,
  // RFC 8474 §5.1: what must not change of a message is the same for all that share it, as RFC822.SIZE and BODY[] are.
  EMAILID: ({ entry }) => `EMAILID (${copyId(entry)})`,
  THREADID: ({ entry }) => `THREADID (${threadId(entry.message)})`,
  SAVEDATE: ({ entry }) => `SAVEDATE ${formatDateTime(entry.savedAt)}`,
}

interface Labelled {
  readonly label: string
  readonly partial: Octets | null
}

/** RFC 9051 §7.5.2: NIL where there is no such part. */
function formatLabelled(label: string, octets: Buffer | null, literal = '{'): string | Piece[] {
  if (octets === null) return `${label} NIL`
  return octets.length === 0 ? `${label} ""` : [`${label} ${literal}${octets.length}}\r\n`, octets]
}

/** RFC 9051 §6.4.5: where there are fewer octets, these; where the offset lies beyond the end, none. */
function slice(octets: Buffer | null, partial: Octets | null): Buffer | null {
  if (octets === null || partial === null) return octets
  return octets.subarray(partial.offset, partial.offset + partial.count)
}

function sectionOctets(
  bytes: MessageBytes,
  { section, partial }: Extract<FetchItem, { kind: 'section' }>,
): Buffer | null {
  if (partial !== null && section.text === 'ALL' && section.part.length === 0) {
    return bytes.octets(partial.offset, partial.offset + partial.count)
  }
  return slice(bodySection(bytes, section), partial)
}

function formatBinary(
  item: Labelled & { readonly part: readonly number[] },
  { bytes }: FetchedMessage,
): string | readonly Piece[] | null {
  const content = binaryContent(bytes, item.part)
  if (content === 'unknown-cte') return null
  // RFC 9051 §4.3.1: NUL stands in a literal8 alone; any client reads the other.
  return formatLabelled(item.label, slice(content, item.partial), content?.includes(0) === true ? '~{' : '{')
}

function formatBinarySize(
  { label, part }: { readonly label: string; readonly part: readonly number[] },
  { bytes }: FetchedMessage,
): string | null {
  const content = binaryContent(bytes, part)
  return content === 'unknown-cte' ? null : `${label} ${content?.length ?? 0}`
}
