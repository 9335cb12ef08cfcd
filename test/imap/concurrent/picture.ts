/** What a client knows of one message; null is what it has not been told. */
export interface Known {
  uid: number | null
  flags: readonly string[] | null
}

const FETCH = /^\* (\d+) FETCH \((.*)\)$/
const RANGE = /(\d+)(?::(\d+))?/g

/** The numbers of a set without `*`, such as `1:3,5`. */
export function numbersOf(set: string): number[] {
  return [...set.matchAll(RANGE)].flatMap(([, from, to]) => {
    const first = Number(from)
    return Array.from({ length: Number(to ?? from) - first + 1 }, (_, index) => first + index)
  })
}

/** Flags without \Recent, in a fixed order. */
function flagsOf(list: string): string[] {
  return list
    .split(' ')
    .filter(flag => flag !== '' && flag !== '\\Recent')
    .sort()
}

/**
 * The picture that a client has of its selected folder when it believes every response. Throws as soon as a response
 * cannot be true of that picture: a number that there is not, or one that is said to be another message.
 */
export class Picture {
  readonly messages: Known[] = []
  /** The modification sequences that were told since this was emptied. */
  modseqs: number[] = []

  /** Takes in one untagged response. */
  apply(line: string): void {
    const [, count, what] = /^\* (\d+) (EXISTS|EXPUNGE)$/.exec(line) ?? []
    const vanished = /^\* VANISHED ([\d,:]+)$/.exec(line)?.[1]
    const fetch = FETCH.exec(line)
    if (what === 'EXISTS') this.#grow(Number(count), line)
    else if (what === 'EXPUNGE') this.#remove(Number(count), line)
    else if (vanished !== undefined) for (const uid of numbersOf(vanished)) this.#vanish(uid, line)
    else if (fetch !== null) this.#describe(Number(fetch[1]), fetch[2]!, line)
  }

  /** Changes the flags of messages as the client believes that the server did. */
  assume(uids: readonly number[], change: (flags: readonly string[]) => Iterable<string>): void {
    for (const message of this.messages) {
      if (message.uid === null || message.flags === null || !uids.includes(message.uid)) continue
      message.flags = [...change(message.flags)].sort()
    }
  }

  /** The sequence number of a UID; 0 when it is not known. */
  sequenceOf(uid: number): number {
    return this.messages.findIndex(message => message.uid === uid) + 1
  }

  #grow(count: number, line: string): void {
    if (count < this.messages.length) throw new Error(`${line}: there were ${this.messages.length} already`)
    while (this.messages.length < count) this.messages.push({ uid: null, flags: null })
  }

  #remove(sequence: number, line: string): void {
    if (sequence < 1 || sequence > this.messages.length) throw new Error(`${line}: there is no such message`)
    this.messages.splice(sequence - 1, 1)
  }

  /** What is gone may be one of which the client never learnt the UID: then it lies between its neighbours. */
  #vanish(uid: number, line: string): void {
    const known = this.sequenceOf(uid)
    const above = this.messages.findIndex(message => (message.uid ?? 0) > uid)
    const unknown = this.messages.findLastIndex(
      (message, index) => message.uid === null && (above < 0 || index < above),
    )
    const below = this.messages.findLastIndex(message => message.uid !== null && message.uid < uid)
    if (known === 0 && unknown <= below) throw new Error(`${line}: ${uid} is none of the messages`)
    this.messages.splice(known === 0 ? unknown : known - 1, 1)
  }

  #describe(sequence: number, items: string, line: string): void {
    const message = this.messages[sequence - 1]
    const uid = Number(/UID (\d+)/.exec(items)?.[1])
    const flags = /FLAGS \(([^)]*)\)/.exec(items)?.[1]
    const modseq = /MODSEQ \((\d+)\)/.exec(items)?.[1]
    if (message === undefined) throw new Error(`${line}: there is no such message`)
    if (message.uid !== null && message.uid !== uid)
      throw new Error(`${line}: this message has UID ${message.uid}`)
    const below = this.messages.slice(0, sequence - 1).findLast(other => other.uid !== null)
    if (below !== undefined && below.uid! >= uid) throw new Error(`${line}: UID ${below.uid} comes before`)
    message.uid = uid
    if (flags !== undefined) message.flags = flagsOf(flags)
    if (modseq !== undefined) this.modseqs.push(Number(modseq))
  }
}
