import type { ArgumentReader } from './argument-reader.ts'
import { formatSection, parsePartSection, parseSection } from './fetch-section.ts'
import type { Section } from './fetch-section.ts'
import { parsePartialRange } from './partial-range.ts'
import type { PartialRange } from './partial-range.ts'

/** Items without parameters. */
const PLAIN_ITEMS = [
  'FLAGS',
  'UID',
  'INTERNALDATE',
  'RFC822.SIZE',
  'ENVELOPE',
  'BODY',
  'BODYSTRUCTURE',
  // RFC 7162 §3.1.4.2
  'MODSEQ',
  // RFC 8474 §5
  'EMAILID',
  'THREADID',
  // RFC 8514
  'SAVEDATE',
] as const

/** Octets of a text: from an offset, so many. */
export interface Octets {
  readonly offset: number
  readonly count: number
}

export type FetchItem =
  | { readonly kind: (typeof PLAIN_ITEMS)[number] }
  /** RFC 8970 §4: lazy where only a preview will do that costs nothing. */
  | { readonly kind: 'PREVIEW'; readonly lazy: boolean }
  | {
      /** BODY[…], BODY.PEEK[…], RFC822, RFC822.HEADER, RFC822.TEXT */
      readonly kind: 'section'
      readonly section: Section
      readonly partial: Octets | null
      /** Whether \Seen stays as it is. */
      readonly peek: boolean
      /** What the answer calls it: `BODY[HEADER.FIELDS (DATE)]<0>`. */
      readonly label: string
    }
  | {
      /** RFC 9051 §6.4.5: the contents of a part, decoded; of the whole message where no part is named. */
      readonly kind: 'binary'
      readonly part: readonly number[]
      readonly partial: Octets | null
      readonly peek: boolean
      readonly label: string
    }
  | { readonly kind: 'binary-size'; readonly part: readonly number[]; readonly label: string }

export interface FetchRequest {
  /** In the order in which they were asked for; UID and MODSEQ before them where they are asked for in passing. */
  readonly items: readonly FetchItem[]
  /** RFC 7162 §3.1.4.1: only what has changed since; null for all. */
  readonly changedSince: number | null
  /** RFC 7162 §3.2.6: what has been expunged since, too. */
  readonly vanished: boolean
  /** RFC 9394: only these of the messages. */
  readonly partial: PartialRange | null
}

const MODIFIERS = ['CHANGEDSINCE', 'VANISHED', 'PARTIAL'] as const

type Modifiers = { -readonly [name in 'changedSince' | 'vanished' | 'partial']: FetchRequest[name] }

const FAST: readonly FetchItem[] = [{ kind: 'FLAGS' }, { kind: 'INTERNALDATE' }, { kind: 'RFC822.SIZE' }]
const ALL: readonly FetchItem[] = [...FAST, { kind: 'ENVELOPE' }]

/** RFC 9051 §6.4.5: words that stand for several items, and only alone. */
const MACROS: ReadonlyMap<string, readonly FetchItem[]> = new Map([
  ['FAST', FAST],
  ['ALL', ALL],
  ['FULL', [...ALL, { kind: 'BODY' }]],
])

/** RFC 3501 §6.4.5: older names of sections. */
const RFC822_TEXTS: ReadonlyMap<string, Section['text']> = new Map([
  ['RFC822', 'ALL'],
  ['RFC822.HEADER', 'HEADER'],
  ['RFC822.TEXT', 'TEXT'],
])

/**
 * Reads the items and modifiers of FETCH, to the end of the command (RFC 9051 §6.4.5, RFC 4466 §2.4).
 *
 * @param options uid: whether it is UID FETCH
 * @throws ImapSyntaxError
 */
export function parseFetchItems(reader: ArgumentReader, { uid }: { uid: boolean }): FetchRequest {
  const items =
    reader.peek() === '(' ? reader.nonEmptyList(() => parseItem(reader)) : parseMacroOrItem(reader)
  const modifiers: Modifiers = { changedSince: null, vanished: false, partial: null }
  if (!reader.atEnd) parseModifiers(reader, modifiers, uid)
  reader.end()
  // RFC 7162 §3.1.4.1: CHANGEDSINCE asks for MODSEQ; RFC 9051 §6.4.9: UID FETCH for UID.
  const inPassing: FetchItem[] = []
  if (uid) inPassing.push({ kind: 'UID' })
  if (modifiers.changedSince !== null) inPassing.push({ kind: 'MODSEQ' })
  const missing = inPassing.filter(({ kind }) => !items.some(item => item.kind === kind))
  return { items: [...missing, ...items], ...modifiers }
}

function parseMacroOrItem(reader: ArgumentReader): readonly FetchItem[] {
  const macro = [...MACROS.keys()].find(name => reader.tryKeyword(name)) ?? ''
  return MACROS.get(macro) ?? [parseItem(reader)]
}

function parseItem(reader: ArgumentReader): FetchItem {
  const start = reader.position
  const word = reader.keyword('a fetch item')
  const hasSection = reader.peek() === '['
  if (hasSection && (word === 'BODY' || word === 'BODY.PEEK')) {
    const section = parseSection(reader)
    const partial = parsePartial(reader)
    const label = `BODY${formatSection(section)}${formatOrigin(partial)}`
    return { kind: 'section', section, partial, peek: word === 'BODY.PEEK', label }
  }
  if (hasSection && (word === 'BINARY' || word === 'BINARY.PEEK')) {
    const part = parsePartSection(reader)
    const partial = parsePartial(reader)
    const label = `BINARY[${part.join('.')}]${formatOrigin(partial)}`
    return { kind: 'binary', part, partial, peek: word === 'BINARY.PEEK', label }
  }
  if (hasSection && word === 'BINARY.SIZE') {
    const part = parsePartSection(reader)
    return { kind: 'binary-size', part, label: `BINARY.SIZE[${part.join('.')}]` }
  }
  const text = RFC822_TEXTS.get(word)
  if (text !== undefined) {
    const section: Section = { part: [], text, fields: [] }
    // RFC 3501 §6.4.5: RFC822.HEADER leaves \Seen as it is, the others set it.
    return { kind: 'section', section, partial: null, peek: text === 'HEADER', label: word }
  }
  // RFC 8970 §4: LAZY is the only modifier; other words in parentheses belong to FETCH itself.
  if (word === 'PREVIEW') return { kind: 'PREVIEW', lazy: reader.tryKeyword(' (LAZY)') }
  const kind = PLAIN_ITEMS.find(known => known === word)
  if (kind === undefined || hasSection)
    throw reader.error('a fetch item such as FLAGS, ENVELOPE or BODY[]', start)
  return { kind }
}

/** RFC 9051 §9, partial: `<0.1024>`. ImapTest leaves the number away, as Dovecot lets it: `<40>` is all from there on. */
function parsePartial(reader: ArgumentReader): Octets | null {
  if (!reader.trySymbol('<')) return null
  const offset = reader.number64('the first octet')
  if (reader.trySymbol('>')) return { offset, count: Infinity }
  reader.symbol('.')
  if (reader.peek() === '0') throw reader.error('a number of octets above 0')
  const count = reader.number64('a number of octets')
  reader.symbol('>')
  return { offset, count }
}

/** RFC 9051 §7.5.2: the answer names the first octet alone. */
function formatOrigin(partial: Octets | null): string {
  return partial === null ? '' : `<${partial.offset}>`
}

function parseModifiers(reader: ArgumentReader, modifiers: Modifiers, uid: boolean): void {
  reader.space()
  const start = reader.position
  reader.nonEmptyList(() => {
    const modifier = reader.oneOf(MODIFIERS, 'a fetch modifier')
    if (modifier !== 'VANISHED') reader.space()
    if (modifier === 'CHANGEDSINCE') modifiers.changedSince = reader.number64('a mod-sequence')
    else if (modifier === 'PARTIAL') modifiers.partial = parsePartialRange(reader)
    else modifiers.vanished = true
  })
  // RFC 7162 §3.2.6: VANISHED goes with UID FETCH and CHANGEDSINCE only.
  if (modifiers.vanished && (!uid || modifiers.changedSince === null)) {
    throw reader.error('VANISHED only in UID FETCH and beside CHANGEDSINCE', start)
  }
}
