/** RFC 5256 §2.1: what a subject is without the marks that replies, forwards and mailing lists put on it. */
export interface BaseSubject {
  readonly text: string
  /** Whether it was a reply or a forward: it bore `Re:`, `Fwd:`, `(fwd)` or `[fwd: …]`. */
  readonly isReply: boolean
}

const TRAILER = '(fwd)'
const FORWARD = '[fwd:'

/** RFC 5256 §5: subj-refwd but for its blob and colon. */
const RE_OR_FWD = /re|fwd?/iy

/**
 * Extracts the base subject, case kept.
 *
 * @param subject decoded, as step 1 has it but for the white space
 */
export function baseSubject(subject: string): BaseSubject {
  const reader = new SubjectReader(subject.replace(/\s+/g, ' '))
  return { text: reader.read(), isReply: reader.isReply }
}

/** Takes a subject off from both ends; looks at each character a bounded number of times. */
class SubjectReader {
  isReply = false
  readonly #text: string
  #start = 0
  #end: number
  /** Up to here there are but blobs, and no `Re:` or `Fwd:` after them. */
  #blobsUpTo = -1

  constructor(text: string) {
    this.#text = text
    this.#end = text.length
  }

  read(): string {
    do {
      // Step 2.
      this.#takeTrailers()
      // Steps 3 to 5.
      while (this.#takeLeader() || this.#takeBlob());
      // Step 6.
    } while (this.#takeForward())
    return this.#text.slice(this.#start, this.#end)
  }

  /** subj-trailer: `(fwd)` or white space. */
  #takeTrailers(): void {
    for (;;) {
      if (this.#end > this.#start && this.#text[this.#end - 1] === ' ') this.#end--
      else if (this.#stands(TRAILER, this.#end - TRAILER.length)) {
        this.#end -= TRAILER.length
        this.isReply = true
      } else return
    }
  }

  /** subj-leader: any number of blobs before `Re:` or `Fwd:`, or white space. */
  #takeLeader(): boolean {
    if (this.#start < this.#end && this.#text[this.#start] === ' ') {
      this.#start++
      return true
    }
    if (this.#start < this.#blobsUpTo) return false
    let position = this.#start
    for (let next = this.#blobEnd(position); next > 0; next = this.#blobEnd(position)) position = next
    const end = this.#reOrFwdEnd(position)
    if (end < 0) {
      this.#blobsUpTo = position
      return false
    }
    this.#start = end
    this.isReply = true
    return true
  }

  /** subj-refwd: `Re` or `Fwd`, a blob perhaps, and a colon; where it ends, or -1. */
  #reOrFwdEnd(start: number): number {
    RE_OR_FWD.lastIndex = start
    if (!RE_OR_FWD.test(this.#text)) return -1
    let position = RE_OR_FWD.lastIndex
    while (this.#text[position] === ' ') position++
    const blobEnd = this.#blobEnd(position)
    if (blobEnd > 0) position = blobEnd
    return this.#text[position] === ':' && position < this.#end ? position + 1 : -1
  }

  /** A blob in front of something that is not empty. */
  #takeBlob(): boolean {
    const end = this.#blobEnd(this.#start)
    if (end < 0 || end >= this.#end) return false
    this.#start = end
    return true
  }

  /** subj-blob: text in brackets without any bracket in it, and white space; where it ends, or -1. */
  #blobEnd(start: number): number {
    if (this.#text[start] !== '[') return -1
    let end = start + 1
    while (end < this.#end && this.#text[end] !== '[' && this.#text[end] !== ']') end++
    if (end >= this.#end || this.#text[end] !== ']') return -1
    end++
    while (end < this.#end && this.#text[end] === ' ') end++
    return end
  }

  /** subj-fwd: `[fwd: …]` around all that is left. */
  #takeForward(): boolean {
    if (!this.#stands(FORWARD, this.#start) || this.#text[this.#end - 1] !== ']') return false
    this.#start += FORWARD.length
    this.#end--
    // All of it may have been one blob before.
    this.#blobsUpTo = -1
    this.isReply = true
    return true
  }

  #stands(word: string, position: number): boolean {
    if (position < this.#start || position + word.length > this.#end) return false
    return this.#text.slice(position, position + word.length).toLowerCase() === word
  }
}
