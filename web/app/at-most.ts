/**
 * Calls `run` for each item, for so many at a time, in order.
 *
 * @throws what the first call that failed threw, when those under way have ended; no others are begun
 */
export async function atMost<T>(
  atOnce: number,
  items: readonly T[],
  run: (item: T) => Promise<unknown>,
): Promise<void> {
  const left = items.values()
  const errors: unknown[] = []
  const work = async () => {
    for (const item of left) {
      if (errors.length > 0) return
      try {
        await run(item)
      } catch (error) {
        errors.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work))
  if (errors.length > 0) throw errors[0]
}
