import type { Folder } from './folder.ts'
import { sharedMarks } from './flags.ts'
import type { Marks } from './flags.ts'
import type { StoredMessage } from './stored-message.ts'

/** Two times of an entry, in milliseconds since the epoch. */
export interface EntryDates {
  /** RFC 9051 §2.3.3: when the message was received, or what the one that brought it said. */
  readonly internalDate: number
  /** RFC 8514 §2: when it came into this folder. */
  readonly savedAt: number
}

/** One message in one folder. All that may change of it changes by operations alone. */
export class Entry implements Marks {
  readonly message: StoredMessage
  readonly folder: Folder
  readonly uid: number
  #modseq: number
  #marks: Marks
  /** Null where both are the message's own time of arrival, as of almost all. */
  readonly #dates: EntryDates | null

  constructor(
    message: StoredMessage,
    folder: Folder,
    { uid, modseq, marks, dates }: { uid: number; modseq: number; marks: Marks; dates: EntryDates },
  ) {
    this.message = message
    this.folder = folder
    this.uid = uid
    this.#modseq = modseq
    this.#marks = sharedMarks(marks)
    const { receivedAt } = message
    this.#dates = dates.internalDate === receivedAt && dates.savedAt === receivedAt ? null : dates
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
    return this.#dates?.internalDate ?? this.message.receivedAt
  }

  /** RFC 8514 §2, SAVEDATE, in milliseconds since the epoch. */
  get savedAt(): number {
    return this.#dates?.savedAt ?? this.message.receivedAt
  }

  /** What the entry counts against a quota, and what RFC822.SIZE gives. */
  get octets(): number {
    return this.message.size
  }

  /** Called by its folder alone, which keeps counts of the flags. */
  mark(marks: Marks, modseq: number): void {
    this.#marks = sharedMarks(marks)
    this.#modseq = modseq
  }
}
