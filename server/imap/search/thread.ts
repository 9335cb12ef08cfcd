/** A message of a thread tree and its answers; null stands for one that is not there, or not among those found. */
export interface ThreadNode {
  readonly number: number | null
  readonly children: readonly ThreadNode[]
}

/**
 * Threads as the THREAD response has them (RFC 5256 §4): `(2)(3 6 (4 23)(44 7 96))`. Threads may be as deep as a
 * mailbox is long, so nothing here calls itself.
 */
export function formatThreads(roots: readonly ThreadNode[]): string {
  const parts: string[] = []
  // What is still to be written, the next one last: nodes, and text that comes between or after them.
  const waiting: (ThreadNode | string)[] = []
  pushThreads(waiting, roots)
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === 'string') parts.push(next)
    else {
      if (next.number !== null) parts.push(String(next.number))
      const [child] = next.children
      if (next.children.length === 1 && child !== undefined) waiting.push(child)
      else pushThreads(waiting, next.children)
      if (next.number !== null && next.children.length > 0) waiting.push(' ')
    }
  }
  return parts.join('')
}

function pushThreads(waiting: (ThreadNode | string)[], threads: readonly ThreadNode[]): void {
  for (let index = threads.length - 1; index >= 0; index--) waiting.push(')', threads[index]!, '(')
}
