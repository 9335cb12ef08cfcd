/** UIDs from one to another, both included. */
export type UidRange = readonly [from: number, to: number]

/** Most runs of UIDs that a folder remembers; when there are twice as many, the older half is forgotten. */
const KEPT = 128

/** Numbers of a run: first UID, last UID, modification sequence. */
const RUN = 3

/** Which UIDs left a folder, and when. It remembers the last ones only (RFC 7162 §5.3 lets it forget). */
export class ExpungeLog {
  /** Runs one after the other, in the order in which they went: few bytes, as every folder may have a log. */
  #runs: number[] = []
  /** All that happened up to this modification sequence may be forgotten. */
  #forgotten = 0

  /** Takes note of UIDs that went at once. */
  add(uids: readonly number[], modseq: number): void {
    const runs = this.#runs
    const start = runs.length
    for (const uid of uids) {
      const last = runs.length - RUN
      if (last >= start && runs[last + 1] === uid - 1) runs[last + 1] = uid
      else runs.push(uid, uid, modseq)
    }
    if (runs.length > 2 * KEPT * RUN) this.#forget()
  }

  /**
   * The UIDs that went after a modification sequence, in ascending order; null when that is
   * further back than it remembers.
   */
  since(modseq: number): UidRange[] | null {
    if (modseq < this.#forgotten) return null
    const found: UidRange[] = []
    for (let index = this.#runs.length - RUN; index >= 0; index -= RUN) {
      const [from = 0, to = 0, at = 0] = this.#runs.slice(index, index + RUN)
      if (at <= modseq) break
      found.push([from, to])
    }
    return found.sort(([a], [b]) => a - b)
  }

  #forget(): void {
    const kept = this.#runs.length - KEPT * RUN
    this.#forgotten = this.#runs[kept - 1] ?? this.#forgotten
    this.#runs = this.#runs.slice(kept)
  }
}
