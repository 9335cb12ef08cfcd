/** Characters of a name that are looked at: what is longer is no misspelling. */
const LONGEST = 40

/** Those of the known names that someone may have meant by a name that is not known, the nearest first. */
export function nearestNames(name: string, known: readonly string[]): string[] {
  if (name.length > LONGEST) return []
  const most = Math.max(1, Math.floor(name.length / 3))
  return known
    .map(other => ({ other, distance: distance(name.toLowerCase(), other.toLowerCase()) }))
    .filter(({ distance }) => distance <= most)
    .toSorted((one, two) => one.distance - two.distance)
    .map(({ other }) => other)
}

/** How many characters have to be changed, put in or taken out (Levenshtein). */
function distance(one: string, two: string): number {
  let above = Array.from({ length: two.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row++) {
    const line = [row]
    for (let column = 1; column <= two.length; column++) {
      const change = one[row - 1] === two[column - 1] ? 0 : 1
      line.push(Math.min(above[column]! + 1, line[column - 1]! + 1, above[column - 1]! + change))
    }
    above = line
  }
  return above[two.length]!
}
