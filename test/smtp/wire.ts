import * as fc from 'fast-check'

/** What a client may send, cut into chunks anywhere. */
export function chunksOf(parts: readonly string[]): fc.Arbitrary<Buffer[]> {
  const text = fc
    .array(fc.constantFrom(...parts), { maxLength: 40 })
    .map(tokens => Buffer.from(tokens.join(''), 'latin1'))
  return text.chain(bytes => {
    const cuts = fc.array(fc.nat({ max: bytes.length }), { maxLength: 12 })
    return cuts.map(positions => cutAt(bytes, positions))
  })
}

function cutAt(bytes: Buffer, positions: readonly number[]): Buffer[] {
  const sorted = [0, ...[...positions].sort((a, b) => a - b), bytes.length]
  const chunks = sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end))
  return chunks.filter(chunk => chunk.length > 0)
}

/** All the ways to cut bytes in two, and byte by byte. */
export function everyCut(bytes: Buffer): Buffer[][] {
  const inTwo = Array.from(bytes, (_, index) => [bytes.subarray(0, index), bytes.subarray(index)])
  return [[bytes], ...inTwo, Array.from(bytes, byte => Buffer.from([byte]))]
}

/** Pieces in which the end of a message, stuffed dots and their look-alikes are likely to meet. */
export const DATA_PARTS = [
  '.',
  '..',
  '\r',
  '\n',
  '\r\n',
  '\r\n.',
  '\r\n.\r\n',
  'a',
  '\0',
  '\xe9',
  'QUIT\r\n',
  'x'.repeat(70),
]
