/** How many are asked for at a time; all that is asked for is held in memory. */
const AT_A_TIME = 4

/** Reads of each item, in their order: while one is taken, those behind it are on their way. */
export async function* readAhead<Item, Read>(
  items: readonly Item[],
  read: (item: Item) => Promise<Read>,
): AsyncGenerator<Read, void, undefined> {
  const reading: Promise<Read>[] = []
  for (const item of items) {
    const promise = read(item)
    // Who takes it is told of its failure, unless one before it has failed.
    promise.catch(() => {})
    reading.push(promise)
    if (reading.length === AT_A_TIME) yield await reading.shift()!
  }
  yield* reading
}
