import type { Place } from './place.ts'

/** A map of names that stand for different things, even without regard to case. */
export function uniqueMap<Value>(
  entries: readonly (readonly [name: string, place: Place, value: Value])[],
): ReadonlyMap<string, Value> {
  const map = new Map<string, Value>()
  for (const [name, place, value] of entries) {
    if (map.has(name)) place.fail(`is there twice, as "${name}"`)
    map.set(name, value)
  }
  return map
}
