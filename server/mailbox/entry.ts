import type { Folder } from './folder.ts'
import type { Marks } from './flags.ts'
import type { StoredMessage } from './stored-message.ts'

/** Shared by all entries that carry nothing, as most do. */
export const UNMARKED: Marks = { flags: 0, keywords: [] }

/** One message in one folder. All that may change of it changes by operations alone. */
export class Entry implements Marks {
  readonly message: StoredMessage
  readonly folder: Folder
  readonly uid: number
  #modseq: number
  #marks: Marks
  /** Null where it is the message's own time of arrival, as of almost all. */
  readonly #date: number | null

  /** @param internalDate milliseconds since the epoch */
  constructor(
    message: StoredMessage,
    folder: Folder,
    { uid, modseq, marks, internalDate }: { uid: number; modseq: number; marks: Marks; internalDate: number },
  ) {
    this.message = message
    this.folder = folder
    this.uid = uid
    this.#modseq = modseq
    this.#marks = isUnmarked(marks) ? UNMARKED : marks
    this.#date = internalDate === message.receivedAt ? null : internalDate
  }

  /** RFC 7162 §3.1: the number of the last change to this entry. */
  get modseq(): number {
    return this.#modseq
  }

  /** Bits of flags.ts. */
  get flags(): number {
    return this.#marks.flags
  }

  get keywords(): readonly string[] {
    return this.#marks.keywords
  }

  /** RFC 9051 §2.3.3, in milliseconds since the epoch. */
  get internalDate(): number {
    return this.#date ?? this.message.receivedAt
  }

  /** What the entry counts against a quota, and what RFC822.SIZE gives. */
  get octets(): number {
    return this.message.size
  }

  /** Called by its folder alone, which keeps counts of the flags. */
  mark(marks: Marks, modseq: number): void {
    this.#marks = isUnmarked(marks) ? UNMARKED : marks
    this.#modseq = modseq
  }
}

function isUnmarked({ flags, keywords }: Marks): boolean {
  return flags === 0 && keywords.length === 0
}
