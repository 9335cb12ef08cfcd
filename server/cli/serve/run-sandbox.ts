import { once } from 'node:events'
import { inspect } from 'node:util'
import { ConfigError, type FlagTexts, loadConfig, type Options, VERSION } from '../../config.ts'
import { createSandbox, type Sandbox } from '../../sandbox.ts'
import { CommandError } from '../command-error.ts'
import { EXIT } from '../exit-status.ts'
import type { Io } from '../io.ts'
import { ReadyFile } from './ready-file.ts'

/** Milliseconds that sessions have to end after a signal; whoever sent it waits little longer before it kills. */
const CLOSE_TIME = 900

/** What stood on the command line. */
interface ServeWish {
  readonly flags: FlagTexts
  readonly configFile: string | undefined
  readonly readyFile: string | undefined
  /** Whether ports and addresses are printed as JSON. */
  readonly json: boolean
  readonly io: Io
}

/**
 * Runs a sandbox until SIGINT or SIGTERM.
 *
 * @returns the exit status
 * @throws CommandError when options do not fit, or a port or a file cannot be had
 */
export async function runSandbox(wish: ServeWish): Promise<number> {
  const { readyFile, json, io } = wish
  // From now on: a signal may come while the servers start.
  const stop = io.stopSignal()
  const ready = readyFile === undefined ? null : new ReadyFile(readyFile)
  // One of an earlier run would say that we are ready now.
  ready?.remove()
  const { sandbox, options } = await open(wish)
  // A bug in one session must not take the others' mail away with it.
  process.on('uncaughtException', error =>
    io.errors.write(`facteur: unexpected error, please report it: ${inspect(error)}\n`),
  )
  const facts = JSON.stringify(factsOf(sandbox))
  try {
    ready?.write(`${facts}\n`)
  } catch (error) {
    await sandbox.close()
    throw error
  }
  io.output.write(`${json ? facts : announce(sandbox)}\n`)
  if (options.open) void openInbox(sandbox.url, io)
  if (!stop.aborted) await once(stop, 'abort')
  return close(sandbox, ready, io)
}

async function open({
  flags,
  configFile,
  io: { environment, errors },
}: ServeWish): Promise<{ sandbox: Sandbox; options: Options }> {
  try {
    const { options, warnings } = await loadConfig({
      flags,
      environment,
      file: configFile ?? environment['FACTEUR_CONFIG'] ?? null,
    })
    for (const warning of warnings) errors.write(`facteur: ${warning}\n`)
    return { sandbox: await createSandbox(options), options }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const status = error instanceof ConfigError ? EXIT.usage : 1
    throw new CommandError(status, error.message, { cause: error })
  }
}

async function close(sandbox: Sandbox, ready: ReadyFile | null, { errors, exit }: Io): Promise<never> {
  ready?.remove()
  setTimeout(() => {
    errors.write('facteur: some sessions did not end in time\n')
    exit(1)
  }, CLOSE_TIME).unref()
  await sandbox.close()
  return exit(EXIT.success)
}

function factsOf({ ports, addresses, url }: Sandbox) {
  return { version: VERSION, pid: process.pid, url, ports, addresses }
}

function announce(sandbox: Sandbox): string {
  const lines = [`Facteur ${VERSION}`]
  for (const [name, addresses] of Object.entries(sandbox.addresses)) {
    lines.push(`  ${name.toUpperCase().padEnd(6)} ${addresses.join('  ')}`)
  }
  lines.push(`  inbox  ${sandbox.url}`)
  return lines.join('\n')
}

async function openInbox(url: string, { errors }: Io): Promise<void> {
  const { default: open } = await import('open')
  try {
    await open(url)
  } catch (error) {
    errors.write(`facteur: the browser cannot be opened (${(error as Error).message}); go to ${url}\n`)
  }
}
