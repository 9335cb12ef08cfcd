/** The contents of a literal, in the pieces in which they came. */
export interface Literal {
  readonly chunks: readonly Uint8Array[]
  /** Octets in all. */
  readonly size: number
  /** RFC 9051 §4.3: a literal8, `~{n}`, which may hold NUL. */
  readonly binary: boolean
}

/** All octets of a literal in one piece. */
export function literalBytes({ chunks, size }: Literal): Uint8Array {
  const [only] = chunks
  if (chunks.length === 1 && only !== undefined) return only
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
