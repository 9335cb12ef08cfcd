import { isAscii } from 'node:buffer'
import { decodeHeaderText, scanHeader } from '../message/header.ts'
import { allParts } from '../message/part.ts'
import { searchableText } from '../message/search-text.ts'
import { parseStructure } from '../message/structure.ts'
import type { StoredMessage } from './stored-message.ts'

/** What a search reads of a message: decoded text, or null where the raw bytes are text as they stand. */
export interface SearchText {
  /** The header section and the names of attachments. */
  readonly header: string | null
  readonly body: string | null
}

/** Shared by all messages whose raw bytes can be searched as they are. */
const RAW: SearchText = { header: null, body: null }

/**
 * Decoded texts of messages, made when first searched and kept as long as there is room: a first come is
 * kept, as a scan over all messages would drive each text out again before its next use.
 */
export class SearchTexts {
  readonly #limit: number
  #kept = 0
  /** What did not fit is kept until the next message is asked for: one query asks several times. */
  #last: { readonly message: StoredMessage; readonly text: SearchText } | null = null

  /** @param limit most characters that are kept */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** Characters that are kept at present. */
  get kept(): number {
    return this.#kept
  }

  of(message: StoredMessage): SearchText {
    if (message.searchText !== null) return message.searchText
    if (this.#last?.message === message) return this.#last.text
    const text = readSearchText(message)
    const size = length(text)
    if (this.#kept + size <= this.#limit) {
      this.#kept += size
      message.searchText = text
    } else {
      this.#last = { message, text }
    }
    return text
  }

  /** Gives up the text of a message that is gone. */
  forget(message: StoredMessage): void {
    if (message.searchText !== null) this.#kept -= length(message.searchText)
    message.searchText = null
    if (this.#last?.message === message) this.#last = null
  }
}

function length({ header, body }: SearchText): number {
  return (header?.length ?? 0) + (body?.length ?? 0)
}

/** The content fields of ordinary plain text, which needs no decoding. */
const PLAIN_TYPE = String.raw`type:[ \t]*text/plain(?:;\s*(?:charset="?(?:us-ascii|utf-8|iso-8859-1)"?|format=flowed))*`
const PLAIN_ENCODING = String.raw`transfer-encoding:[ \t]*[78]bit`

/** What may need decoding in a header section of US-ASCII: encoded words, and any other content field. */
const MAYBE_ENCODED = new RegExp(
  String.raw`=\?|^content-(?!(?:${PLAIN_TYPE}|${PLAIN_ENCODING})[ \t]*$)`,
  'im',
)

function readSearchText({ raw, region, summary }: StoredMessage): SearchText {
  // Told from the header section alone where possible: the first search asks this of every message there is.
  if (isAscii(raw) && !MAYBE_ENCODED.test(region.ascii(0, summary.bodyStart))) return RAW
  const head = raw.subarray(0, summary.bodyStart)
  const isPlainHeader = isAscii(head) && !head.includes('=?')
  const body = searchableText(raw)
  if (body === null) return isPlainHeader ? RAW : { header: decodedHeader(head), body }
  return { header: [decodedHeader(head), ...partNames(raw)].join('\n'), body }
}

/** The fields of a header section, of a message or of a part, unfolded and decoded, one a line. */
export function decodedHeader(head: Buffer): string {
  const section = scanHeader(head)
  return section.fields.map(field => `${field.name}: ${decodeHeaderText(section.text(field))}`).join('\n')
}

function partNames(raw: Buffer): string[] {
  return Array.from(allParts(parseStructure(raw)), part => part.name ?? '').filter(name => name !== '')
}
