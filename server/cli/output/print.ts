import { once } from 'node:events'
import type { Output } from '../io.ts'

/** Waits while whoever reads what is printed is slower. */
export async function print(output: Output, data: string | Uint8Array): Promise<void> {
  if (!output.write(data)) await once(output, 'drain')
}

export function printLine(output: Output, line: string): Promise<void> {
  return print(output, `${line}\n`)
}
