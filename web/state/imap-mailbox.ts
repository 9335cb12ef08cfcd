import { parseDateTime } from '../../server/imap/wire/date-time.ts'
import { SequenceSet } from '../../server/imap/wire/sequence-set.ts'
import type { Response, Token } from '../../server/imap/wire/response.ts'
import { envelopeOf, type ImapEnvelope } from './imap-envelope.ts'
import { itemsOf, numberOf, textOf, textsOf, valuesOf, wordOf } from './imap-token.ts'

/** One message of the selected folder, as far as a list shows it. */
export interface ImapEntry extends ImapEnvelope {
  /** For lists: the UID. */
  readonly key: string
  readonly uid: number
  /** As they were written, `\Recent` left out. */
  readonly flags: readonly string[]
  /** Null from servers without CONDSTORE. */
  readonly modseq: number | null
  /** Milliseconds since the epoch; null when it was not understood. */
  readonly internalDate: number | null
  readonly octets: number
  /** What Facteur calls the message everywhere, by its EMAILID (RFC 8474); null from servers without OBJECTID. */
  readonly id: string | null
}

/** What a client knows of the folder it has selected. */
export interface ImapMailbox {
  readonly name: string
  readonly isReadOnly: boolean
  readonly uidValidity: number | null
  readonly uidNext: number | null
  readonly highestModSeq: number | null
  /** By sequence number, from 0: undefined where the entry was not asked for yet. */
  readonly slots: readonly (ImapEntry | undefined)[]
}

/** A folder that was asked for and of which nothing was told yet. */
export function emptyMailbox(name: string): ImapMailbox {
  return { name, isReadOnly: false, uidValidity: null, uidNext: null, highestModSeq: null, slots: [] }
}

/** What responses make of a selected folder. */
export function applyResponses(mailbox: ImapMailbox, responses: readonly Response[]): ImapMailbox {
  const draft = new Draft(mailbox)
  for (const response of responses) {
    if (response.kind === 'data') draft.take(response.tokens)
    else if (response.kind === 'status' && response.code !== null) draft.note(response.code)
  }
  return draft.finish()
}

/** A copy that is changed by one response after the other. */
class Draft {
  readonly #before: ImapMailbox
  #facts: Omit<ImapMailbox, 'slots'>
  #slots: (ImapEntry | undefined)[]
  #isChanged = false

  constructor(mailbox: ImapMailbox) {
    this.#before = mailbox
    this.#facts = mailbox
    this.#slots = [...mailbox.slots]
  }

  finish(): ImapMailbox {
    return this.#isChanged ? { ...this.#facts, slots: this.#slots } : this.#before
  }

  take([first, second, third]: readonly Token[]): void {
    const number = numberOf(first)
    if (number === null) {
      if (wordOf(first) === 'VANISHED') this.#vanished(second, third)
      return
    }
    switch (wordOf(second)) {
      case 'EXISTS':
        return this.#exists(number)
      case 'EXPUNGE':
        // RFC 9051 §7.5.1: the numbers behind it count down at once.
        this.#remove(number - 1)
        return
      case 'FETCH':
        return this.#fetched(number - 1, valuesOf(third))
    }
  }

  /** Takes note of a response code. */
  note([name, value]: readonly Token[]): void {
    switch (wordOf(name)) {
      case 'CLOSED':
        // RFC 7162 §3.2.11: what came before was of another folder.
        this.#slots = []
        return this.#set(emptyMailbox(this.#facts.name))
      case 'READ-ONLY':
        return this.#set({ isReadOnly: true })
      case 'UIDVALIDITY':
        return this.#set({ uidValidity: numberOf(value) })
      case 'UIDNEXT':
        return this.#set({ uidNext: numberOf(value) })
      case 'HIGHESTMODSEQ':
        return this.#set({ highestModSeq: numberOf(value) })
    }
  }

  #set(facts: Partial<ImapMailbox>): void {
    this.#facts = { ...this.#facts, ...facts }
    this.#isChanged = true
  }

  #exists(count: number): void {
    this.#isChanged = true
    if (count < this.#slots.length) this.#slots.length = count
    else this.#slots.push(...Array<undefined>(count - this.#slots.length))
  }

  #remove(index: number): void {
    if (index < 0 || index >= this.#slots.length) return
    this.#isChanged = true
    this.#slots.splice(index, 1)
  }

  /** RFC 7162 §3.2.10. EARLIER tells of what was gone before, and moves no number. */
  #vanished(second: Token | undefined, third: Token | undefined): void {
    if (third !== undefined) return
    for (const [from, to] of SequenceSet.parse(textOf(second) ?? '').ranges(0)) {
      // More than there are cannot be gone.
      if (to - from >= this.#slots.length) continue
      for (let uid = to; uid >= from; uid--) this.#remove(this.#indexOf(uid))
    }
  }

  /** Where a UID stands; of one that was never asked for, the place without an entry behind those below it. */
  #indexOf(uid: number): number {
    const below = this.#slots.findLastIndex(entry => entry !== undefined && entry.uid <= uid)
    if (this.#slots[below]?.uid === uid) return below
    return this.#slots[below + 1] === undefined ? below + 1 : -1
  }

  #fetched(index: number, values: ReadonlyMap<string, Token>): void {
    if (index < 0 || index >= this.#slots.length) return
    const before = this.#slots[index]
    const entry = before === undefined ? newEntry(values) : changedEntry(before, values)
    if (entry === undefined) return
    this.#slots[index] = entry
    const { uidNext, highestModSeq } = this.#facts
    this.#set({
      uidNext: Math.max(uidNext ?? 0, entry.uid + 1),
      highestModSeq: entry.modseq === null ? highestModSeq : Math.max(highestModSeq ?? 0, entry.modseq),
    })
  }
}

/** Undefined when it is not told whole, as of a message that was not asked for. */
function newEntry(values: ReadonlyMap<string, Token>): ImapEntry | undefined {
  const uid = numberOf(values.get('UID'))
  const envelope = values.get('ENVELOPE')
  if (uid === null || envelope === undefined) return undefined
  const date = textOf(values.get('INTERNALDATE'))
  return {
    ...envelopeOf(envelope),
    key: String(uid),
    uid,
    flags: flagsOf(values.get('FLAGS')),
    modseq: numberOf(itemsOf(values.get('MODSEQ'))[0]),
    internalDate: date === null ? null : parseDateTime(date),
    octets: numberOf(values.get('RFC822.SIZE')) ?? 0,
    id: messageId(textOf(itemsOf(values.get('EMAILID'))[0])),
  }
}

/** A copy with trace fields is named after its message, and goes on with a hyphen. */
function messageId(emailId: string | null): string | null {
  return emailId?.split('-')[0] ?? null
}

function changedEntry(before: ImapEntry, values: ReadonlyMap<string, Token>): ImapEntry {
  const flags = values.get('FLAGS')
  return {
    ...before,
    flags: flags === undefined ? before.flags : flagsOf(flags),
    modseq: numberOf(itemsOf(values.get('MODSEQ'))[0]) ?? before.modseq,
  }
}

function flagsOf(token: Token | undefined): readonly string[] {
  return textsOf(token).filter(flag => flag !== '\\Recent')
}

/** Whether an entry has a flag, which compare without case. */
export function hasFlag({ flags }: Pick<ImapEntry, 'flags'>, name: string): boolean {
  return flags.some(flag => flag.toLowerCase() === name.toLowerCase())
}

/** What a list shows of a folder. */
export interface MailboxRows {
  /** The newest entries, the newest first, as far as all of them are known. */
  readonly rows: readonly ImapEntry[]
  /** How many there are with those that were not asked for yet; arrivals that are being asked for do not count. */
  readonly total: number
}

const known = new WeakMap<ImapMailbox, MailboxRows>()

export function rowsOf(mailbox: ImapMailbox): MailboxRows {
  const found = known.get(mailbox) ?? findRows(mailbox.slots)
  known.set(mailbox, found)
  return found
}

function findRows(slots: ImapMailbox['slots']): MailboxRows {
  const newest = slots.findLastIndex(entry => entry !== undefined)
  const gap = newest < 0 ? -1 : slots.findLastIndex((entry, index) => index < newest && entry === undefined)
  const rows = slots.slice(gap + 1, newest + 1).filter(entry => entry !== undefined)
  return { rows: rows.reverse(), total: newest + 1 }
}

/**
 * Which sequence numbers are to be asked for next, so that the newest `wanted` entries are known; null when they are.
 *
 * @param most how many are asked for at a time
 */
export function missingRange(
  { slots }: ImapMailbox,
  wanted: number,
  most: number,
): readonly [from: number, to: number] | null {
  const lowest = Math.max(0, slots.length - wanted)
  const to = slots.findLastIndex((entry, index) => index >= lowest && entry === undefined)
  if (to < 0) return null
  const entryBelow = slots.findLastIndex((entry, index) => index < to && entry !== undefined)
  return [Math.max(entryBelow + 1, lowest, to - most + 1) + 1, to + 1]
}
