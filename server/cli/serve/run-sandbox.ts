import { ConfigError, type FlagTexts, loadConfig, type Options, VERSION } from '../../config.ts'
import { createSandbox, type Sandbox } from '../../sandbox.ts'
import { CommandError } from '../command-error.ts'
import { EXIT } from '../exit-status.ts'
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
}

/**
 * Runs a sandbox until SIGINT or SIGTERM.
 *
 * @returns the exit status
 * @throws CommandError when options do not fit, or a port or a file cannot be had
 */
export async function runSandbox({ flags, configFile, readyFile, json }: ServeWish): Promise<number> {
  const signalled = nextSignal()
  const ready = readyFile === undefined ? null : new ReadyFile(readyFile)
  // One of an earlier run would say that we are ready now.
  ready?.remove()
  const { sandbox, options } = await open(flags, configFile)
  // A bug in one session must not take the others' mail away with it.
  process.on('uncaughtException', error =>
    console.error('facteur: unexpected error, please report it:', error),
  )
  const facts = JSON.stringify(factsOf(sandbox))
  try {
    ready?.write(`${facts}\n`)
  } catch (error) {
    await sandbox.close()
    throw error
  }
  console.log(json ? facts : announce(sandbox))
  if (options.open) void openInbox(sandbox.url)
  await signalled
  return close(sandbox, ready)
}

/** Resolves with the first signal to end; a second one does not wait for what the first began. */
function nextSignal(): Promise<void> {
  return new Promise(resolve => {
    let closing = false
    const onSignal = (): void => {
      if (closing) process.exit(1)
      closing = true
      resolve()
    }
    process.on('SIGINT', onSignal)
    process.on('SIGTERM', onSignal)
  })
}

async function open(
  flags: FlagTexts,
  configFile: string | undefined,
): Promise<{ sandbox: Sandbox; options: Options }> {
  try {
    const { options, warnings } = await loadConfig({
      flags,
      environment: process.env,
      file: configFile ?? process.env['FACTEUR_CONFIG'] ?? null,
    })
    for (const warning of warnings) console.error(`facteur: ${warning}`)
    return { sandbox: await createSandbox(options), options }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const status = error instanceof ConfigError ? EXIT.usage : 1
    throw new CommandError(status, error.message, { cause: error })
  }
}

async function close(sandbox: Sandbox, ready: ReadyFile | null): Promise<never> {
  ready?.remove()
  setTimeout(() => {
    console.error('facteur: some sessions did not end in time')
    process.exit(1)
  }, CLOSE_TIME).unref()
  await sandbox.close()
  process.exit(EXIT.success)
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

async function openInbox(url: string): Promise<void> {
  const { default: open } = await import('open')
  try {
    await open(url)
  } catch (error) {
    console.error(`facteur: the browser cannot be opened (${(error as Error).message}); go to ${url}`)
  }
}
