import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { createSandbox, type Options, type Sandbox } from '../../server/sandbox.ts'

/** The program, as Node runs it. */
export const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url))

/** How a process ended, and what it printed. */
interface Ended {
  readonly code: number | null
  readonly output: string
  readonly bytes: Buffer
  readonly errors: string
}

/** A process that runs. */
export interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  /** Resolves with the line of standard output that matches, as soon as it was printed. */
  line(pattern: RegExp): Promise<string>
  /** The same of standard error. */
  errorLine(pattern: RegExp): Promise<string>
}

interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>
  readonly input?: string | Buffer
}

/** Starts a program; it ends with the test at the latest. */
export function start(
  program: string,
  args: readonly string[],
  { environment = {}, input }: RunOptions = {},
): Running {
  const child = spawn(program, args, { env: { ...process.env, NO_COLOR: '1', ...environment } })
  onTestFinished(() => void child.kill('SIGKILL'))
  const output: Buffer[] = []
  const errors: Buffer[] = []
  child.stdout.on('data', (data: Buffer) => output.push(data))
  child.stderr.on('data', (data: Buffer) => errors.push(data))
  // A process that ends early does not read what is left.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const ended = new Promise<Ended>(resolve => {
    child.once('close', code => {
      const bytes = Buffer.concat(output)
      resolve({ code, bytes, output: bytes.toString(), errors: Buffer.concat(errors).toString() })
    })
  })
  const lineOf = (stream: NodeJS.ReadableStream, chunks: Buffer[]) => (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = (): void => {
        const lines = Buffer.concat(chunks).toString().split('\n')
        const found = lines.slice(0, -1).find(line => pattern.test(line))
        if (found !== undefined) resolve(found)
      }
      stream.on('data', look)
      void ended.then(({ errors }) => reject(new Error(`ended without ${String(pattern)}: ${errors}`)))
      look()
    })
  return { child, ended, line: lineOf(child.stdout, output), errorLine: lineOf(child.stderr, errors) }
}

/** Runs `facteur` with these arguments. */
export function facteur(args: readonly string[], options: RunOptions = {}): Running {
  return start(process.execPath, [MAIN, ...args], options)
}

/** A sandbox in this process, and the environment by which commands find it. */
export async function startServer(
  options: Partial<Options> = {},
): Promise<{ box: Sandbox; environment: Record<string, string> }> {
  const box = await createSandbox(options)
  onTestFinished(() => box.close())
  return { box, environment: { FACTEUR_URL: box.url, FACTEUR_SMTP: `localhost:${box.ports.smtp}` } }
}

/** A folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'facteur-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
