import { LinkedMessages } from './linked-messages.ts'
import type { LinkedMessage } from './linked-messages.ts'
import type { ThreadNode } from './thread.ts'
import type { Threadable } from './threadable.ts'

/** A message of the tree; or a dummy above siblings whose parent is not there, in the first level only. */
interface Container extends ThreadNode {
  readonly message: Threadable | null
  readonly children: Container[]
}

/**
 * THREAD=REFERENCES (RFC 5256 §3). No step calls itself for answers to answers: a thread may be as deep as a mailbox
 * is long.
 */
export function threadByReferences(messages: readonly Threadable[]): ThreadNode[] {
  const { roots, all } = createTree(new LinkedMessages(messages).messages)
  // Step 4: of a dummy, the first of its children decides.
  sortSiblings(roots)
  const merged = mergeBySubject(roots)
  // Step 6.
  for (const container of all) container.children.sort(bySentDate)
  sortSiblings(merged)
  return merged
}

/** Steps 2 and 3: messages below the nearest message above them; dummies go, but for those that hold siblings. */
function createTree(linked: readonly LinkedMessage[]): { roots: Container[]; all: readonly Container[] } {
  const containers = new Map<LinkedMessage, Container>()
  for (const one of linked) containers.set(one, createContainer(one.message))
  const all = [...containers.values()]
  const tops = new Set<Container>()
  for (const one of linked) {
    const container = containers.get(one)!
    const above = one.parent === null ? null : anchor(one.parent)
    if (above === null) {
      tops.add(container)
      continue
    }
    let parent = containers.get(above)
    if (parent === undefined) containers.set(above, (parent = createContainer(null)))
    if (parent.message === null) tops.add(parent)
    parent.children.push(container)
  }
  // Step 3: an only child takes the place of its dummy.
  const roots = Array.from(tops, top =>
    top.message === null && top.children.length === 1 ? top.children[0]! : top,
  )
  return { roots, all }
}

function createContainer(message: Threadable | null): Container {
  return { message, number: message?.number ?? null, children: [] }
}

/** The nearest message from here upwards, or else the topmost dummy; the dummies on the way are linked to it at once. */
function anchor(start: LinkedMessage): LinkedMessage {
  let found = start
  while (found.message === null && found.parent !== null) found = found.parent
  for (let next = start; next !== found;) {
    const { parent } = next
    next.parent = found
    next = parent!
  }
  return found
}

/** Step 5: puts threads together that have one base subject. */
function mergeBySubject(roots: readonly Container[]): Container[] {
  const bySubject = subjectTable(roots)
  const merged = new Set(roots)
  for (const root of roots) {
    const subject = subjectOf(root)
    const other = bySubject.get(subject)
    // One that is below a dummy by now is no thread of its own any more.
    if (other === undefined || other === root || !merged.has(root)) continue
    merged.delete(root)
    if (other.message === null) {
      if (root.message === null) for (const child of root.children) other.children.push(child)
      else other.children.push(root)
    } else if (root.message?.isReply === true && !other.message.isReply) {
      other.children.push(root)
    } else {
      const dummy = createContainer(null)
      dummy.children.push(other, root)
      merged.delete(other)
      merged.add(dummy)
      bySubject.set(subject, dummy)
    }
  }
  return [...merged]
}

/** Step 5 (B): for each base subject the thread that takes in the others: a dummy, or else one that is no reply. */
function subjectTable(roots: readonly Container[]): Map<string, Container> {
  const table = new Map<string, Container>()
  for (const root of roots) {
    const subject = subjectOf(root)
    if (subject === '') continue
    const known = table.get(subject)
    const isBetter =
      known === undefined ||
      (known.message !== null && (root.message === null || (known.message.isReply && !root.message.isReply)))
    if (isBetter) table.set(subject, root)
  }
  return table
}

function subjectOf(root: Container): string {
  return firstMessage(root).subject
}

/** The message itself, or of a dummy, which is never empty, its first child. */
function firstMessage({ message, children }: Container): Threadable {
  return message ?? children[0]!.message!
}

/** Sorts the first level, and before it what is below its dummies. */
function sortSiblings(roots: Container[]): void {
  for (const root of roots) if (root.message === null) root.children.sort(bySentDate)
  roots.sort(bySentDate)
}

/** RFC 5256 §2.2: of equal dates the order of the mailbox decides. */
function bySentDate(a: Container, b: Container): number {
  const one = firstMessage(a)
  const other = firstMessage(b)
  return one.sentDate - other.sentDate || one.number - other.number
}
