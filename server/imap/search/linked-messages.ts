import type { Threadable } from './threadable.ts'

/** A message, or a dummy for one that others refer to and that is not there. */
export interface LinkedMessage {
  readonly message: Threadable | null
  parent: LinkedMessage | null
  /** Whether it was ever made the parent of another. */
  isParent: boolean
}

/**
 * How far up the search for loops goes in all. Messages that follow one another never come near it; those that were
 * made to form long loops would make each link as dear as the thread is deep.
 */
const MOST_STEPS = 5_000_000

/** RFC 5256 §3, REFERENCES, step 1: links messages as parents and children by the ids that they name. */
export class LinkedMessages {
  readonly messages: readonly LinkedMessage[]
  readonly #byId = new Map<string, LinkedMessage>()
  #steps = 0

  constructor(threadables: readonly Threadable[]) {
    this.messages = threadables.map(threadable => this.#create(threadable))
    for (const linked of this.messages) this.#link(linked, linked.message!.references)
  }

  /** Of messages with one id the first has it; the others are as if they had one of their own. */
  #create(message: Threadable): LinkedMessage {
    const linked = { message, parent: null, isParent: false }
    const { messageId } = message
    if (messageId !== null && !this.#byId.has(messageId)) this.#byId.set(messageId, linked)
    return linked
  }

  #link(linked: LinkedMessage, references: readonly string[]): void {
    let before: LinkedMessage | null = null
    for (const id of references) {
      const referenced = this.#referenced(id)
      // Step 1 (A): a message that has a parent keeps it.
      if (before !== null && referenced.parent === null) this.#setParent(referenced, before)
      before = referenced
    }
    // Step 1 (B): its own last reference is its parent, whatever others named; without references it has none.
    linked.parent = null
    if (before !== null) this.#setParent(linked, before)
  }

  #referenced(id: string): LinkedMessage {
    let linked = this.#byId.get(id)
    if (linked === undefined) this.#byId.set(id, (linked = { message: null, parent: null, isParent: false }))
    return linked
  }

  /** Step 1 (A): no link that would introduce a loop is made. */
  #setParent(child: LinkedMessage, parent: LinkedMessage): void {
    if (child === parent || (child.isParent && this.#isAbove(child, parent))) return
    child.parent = parent
    parent.isParent = true
  }

  #isAbove(upper: LinkedMessage, lower: LinkedMessage): boolean {
    for (let next = lower.parent; next !== null; next = next.parent) {
      if (next === upper || ++this.#steps > MOST_STEPS) return true
    }
    return false
  }
}
