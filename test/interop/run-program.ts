import { spawn } from 'node:child_process'
import { once } from 'node:events'

interface ProgramOptions {
  readonly input?: Uint8Array | string
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

/**
 * Runs a program to its end.
 *
 * @param input what it reads on standard input
 * @param cwd the folder it runs in
 * @param env variables besides our own
 *
 * @returns what it printed on standard output
 * @throws Error with all it printed when it ends with another status than 0
 */
export async function runProgram(
  command: string,
  args: readonly string[],
  { input = '', cwd = process.cwd(), env = {} }: ProgramOptions = {},
): Promise<string> {
  const child = spawn(command, args, { stdio: 'pipe', cwd, env: { ...process.env, ...env } })
  let output = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  // A program that ends without reading all its input says why with its status.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const [status] = (await once(child, 'close')) as [number | null]
  if (status !== 0) throw new Error(`${command} ended with status ${status}:\n${errors}${output}`)
  return output
}
