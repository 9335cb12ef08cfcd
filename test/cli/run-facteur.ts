import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PassThrough, Readable } from 'node:stream'
import { onTestFinished } from 'vitest'
import type { Io } from '../../server/cli/io.ts'
import { run } from '../../server/cli/run.ts'
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

/** A command that runs. */
interface Running {
  readonly ended: Promise<Ended>
  /** Resolves with the line of standard output that matches, as soon as it was printed. */
  line(pattern: RegExp): Promise<string>
  /** The same of standard error. */
  errorLine(pattern: RegExp): Promise<string>
}

interface RunningProcess extends Running {
  readonly child: ChildProcess
}

interface RunningHere extends Running {
  /** As SIGINT and SIGTERM do. */
  stop(): void
}

interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>
  readonly input?: string | Buffer
}

/** Runs `facteur` with these arguments, in this process. */
export function facteur(
  args: readonly string[],
  { environment = {}, input = '' }: RunOptions = {},
): RunningHere {
  const stop = new AbortController()
  onTestFinished(() => stop.abort())
  const [output, errors] = [new PassThrough(), new PassThrough()]
  const io: Io = {
    input: Readable.from([Buffer.from(input)]),
    output,
    errors,
    environment,
    stopSignal: () => stop.signal,
    exit: status => {
      throw new Error(`the process is to end with status ${status}`)
    },
  }
  const end = async (): Promise<number> => {
    const code = await run(args, 'facteur', io)
    const read = Promise.all([once(output, 'end'), once(errors, 'end')])
    output.end()
    errors.end()
    await read
    return code
  }
  return { stop: () => stop.abort(), ...follow({ output, errors, end: end() }) }
}

/** Runs `facteur` with these arguments in a process of its own. */
export function facteurProcess(args: readonly string[], options: RunOptions = {}): RunningProcess {
  return start(process.execPath, [MAIN, ...args], options)
}

/** Starts a program; it ends with the test at the latest. */
export function start(
  program: string,
  args: readonly string[],
  { environment = {}, input }: RunOptions = {},
): RunningProcess {
  const child = spawn(program, args, { env: { ...process.env, NO_COLOR: '1', ...environment } })
  onTestFinished(() => void child.kill('SIGKILL'))
  // A process that ends early does not read what is left.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const end = new Promise<number | null>(resolve => {
    child.once('close', resolve)
  })
  return { child, ...follow({ output: child.stdout, errors: child.stderr, end }) }
}

/** Reads what is printed, until the end. */
function follow(command: { output: Readable; errors: Readable; end: Promise<number | null> }): Running {
  const [output, errors] = [printed(command.output), printed(command.errors)]
  const ended = command.end.then(code => {
    const bytes = Buffer.concat(output)
    return { code, bytes, output: bytes.toString(), errors: Buffer.concat(errors).toString() }
  })
  const lineOf = (stream: Readable, chunks: Buffer[]) => (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = (): void => {
        const lines = Buffer.concat(chunks).toString().split('\n')
        const found = lines.slice(0, -1).find(line => pattern.test(line))
        if (found !== undefined) resolve(found)
      }
      stream.on('data', look)
      void ended.then(end => reject(new Error(`ended without ${String(pattern)}: ${end.errors}`)))
      look()
    })
  return { ended, line: lineOf(command.output, output), errorLine: lineOf(command.errors, errors) }
}

function printed(stream: Readable): Buffer[] {
  const chunks: Buffer[] = []
  stream.on('data', (data: Buffer) => chunks.push(data))
  return chunks
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
