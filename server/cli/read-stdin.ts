import type { Io } from './io.ts'

/** All of standard input. */
export async function readStdin(input: Io['input']): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of input) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
