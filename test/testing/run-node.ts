import { spawn } from 'node:child_process'
import { once } from 'node:events'

export interface Outcome {
  readonly status: number | null
  /** Without colours. */
  readonly output: string
  /** Without colours. */
  readonly errors: string
}

/** Variables that would make a test runner, or Facteur, do something else than in a shell of its own. */
const FOREIGN = /^(VITEST|TEST_|FACTEUR_|PLAYWRIGHT_|NODE_OPTIONS$|NODE_ENV$|NODE_TEST|FORCE_COLOR$|CI$)/

/**
 * Runs Node to its end, as from a shell of its own, whatever it ends with.
 *
 * @param cwd the folder it runs in
 * @param env variables besides
 */
export async function runNode(
  args: readonly string[],
  { cwd, env = {} }: { cwd: string; env?: Readonly<Record<string, string>> },
): Promise<Outcome> {
  const inherited = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name))
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...Object.fromEntries(inherited), NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  const [status] = (await once(child, 'close')) as [number | null]
  return { status, output: withoutColours(output), errors: withoutColours(errors) }
}

function withoutColours(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/(?:\u001b|\\u001b)\[[0-9;]*m/g, '')
}
