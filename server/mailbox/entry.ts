import type { Folder } from './folder.ts'
import { sharedMarks } from './flags.ts'
import type { Marks } from './flags.ts'
import type { StoredMessage } from './stored-message.ts'

/** How an entry came into its folder; times in milliseconds since the epoch. */
export interface Arrival {
  /** RFC 9051 §2.3.3: when the message was received, or what the one that brought it said. */
  readonly internalDate: number
  /** RFC 8514 §2: when it came into this folder. */
  readonly savedAt: number
  /** What `Entry.trace` gives. */
  readonly trace: Buffer | null
}

/** One message in one folder. All that may change of it changes by operations alone. */
export class Entry implements Marks {
  readonly message: StoredMessage
  readonly folder: Folder
  readonly uid: number
  #modseq: number
  #marks: Marks
  /** Null where it is the message's own, at the time of capture, as of almost all. */
  readonly #arrival: Arrival | null

  constructor(
    message: StoredMessage,
    folder: Folder,
    { uid, modseq, marks, arrival }: { uid: number; modseq: number; marks: Marks; arrival: Arrival },
  ) {
    this.message = message
    this.folder = folder
    this.uid = uid
    this.#modseq = modseq
    this.#marks = sharedMarks(marks)
    const { receivedAt } = message
    const { internalDate, savedAt, trace } = arrival
    const isOfCapture = internalDate === receivedAt && savedAt === receivedAt && trace === null
    this.#arrival = isOfCapture ? null : arrival
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
    return this.#arrival?.internalDate ?? this.message.receivedAt
  }

  /** RFC 8514 §2, SAVEDATE, in milliseconds since the epoch. */
  get savedAt(): number {
    return this.#arrival?.savedAt ?? this.message.receivedAt
  }

  /**
   * RFC 5321 §4.4: the trace fields that servers on the way put before this copy, as lines with their ends; null when it
   * crossed none. They hold nothing that a summary, an ENVELOPE or a body structure is made of.
   */
  get trace(): Buffer | null {
    return this.#arrival?.trace ?? null
  }

  /** What the entry counts against a quota, and what RFC822.SIZE gives: the trace, and the bytes as they were captured. */
  get octets(): number {
    return this.message.size + (this.#arrival?.trace?.length ?? 0)
  }

  /** The copy as its reader gets it: `octets` bytes. Without a trace they are the message's own, and not copied. */
  get raw(): Buffer {
    const { trace, message } = this
    return trace === null ? message.raw : Buffer.concat([trace, message.raw])
  }

  /** Called by its folder alone, which keeps counts of the flags. */
  mark(marks: Marks, modseq: number): void {
    this.#marks = sharedMarks(marks)
    this.#modseq = modseq
  }
}
