/**
 * A number from 0 up to 1 that follows from its arguments alone: whether a fault befalls an attempt depends on
 * neither the time nor on what other connections do meanwhile.
 */
export function seededDraw(seed: number, key: string, attempt: number): number {
  // FNV-1a over the text, then the finaliser of MurmurHash3, which spreads what differs in the last characters.
  let hash = 0x811c9dc5
  for (const character of `${seed} ${attempt} ${key}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) as number), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
