import { once } from 'node:events'

/** Writes to standard output; waits while whoever reads it is slower. */
export async function print(data: string | Uint8Array): Promise<void> {
  if (!process.stdout.write(data)) await once(process.stdout, 'drain')
}

/** Writes a line to standard output. */
export function printLine(line: string): Promise<void> {
  return print(`${line}\n`)
}
