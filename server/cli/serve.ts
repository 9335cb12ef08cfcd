import { ConfigError, loadConfig, VERSION, type FlagTexts, type Options } from '../config.ts'
import { EXIT_USAGE } from './exit-status.ts'
import { createSandbox, type Sandbox } from '../sandbox.ts'

/**
 * Runs a sandbox until SIGINT or SIGTERM.
 *
 * @param flags options as they stood on the command line
 * @param configFile path of the configuration file, from `--config`
 */
export async function serve(flags: FlagTexts, configFile: string | undefined): Promise<void> {
  let sandbox: Sandbox
  let options: Options
  try {
    const config = await loadConfig({
      flags,
      environment: process.env,
      file: configFile ?? process.env['FACTEUR_CONFIG'] ?? null,
    })
    for (const warning of config.warnings) console.error(`facteur: ${warning}`)
    options = config.options
    sandbox = await createSandbox(options)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    console.error(`facteur: ${error.message}`)
    process.exitCode = error instanceof ConfigError ? EXIT_USAGE : 1
    return
  }
  // Before the addresses are printed: whoever reads them may end us at once.
  closeOnSignal(sandbox)
  // A bug in one session must not take the others' mail away with it.
  process.on('uncaughtException', error =>
    console.error('facteur: unexpected error, please report it:', error),
  )
  console.log(announce(sandbox))
  if (options.open) await openInbox(sandbox.url)
}

function announce(sandbox: Sandbox): string {
  const lines = [`Facteur ${VERSION}`]
  for (const [name, addresses] of Object.entries(sandbox.addresses)) {
    lines.push(`  ${name.toUpperCase().padEnd(6)} ${addresses.join('  ')}`)
  }
  lines.push(`  inbox  ${sandbox.url}`)
  return lines.join('\n')
}

function closeOnSignal(sandbox: Sandbox): void {
  let closing = false
  const close = (): void => {
    // A second signal does not wait for the first.
    if (closing) process.exit(1)
    closing = true
    void sandbox.close().then(() => process.exit(0))
  }
  process.on('SIGINT', close)
  process.on('SIGTERM', close)
}

async function openInbox(url: string): Promise<void> {
  const { default: open } = await import('open')
  try {
    await open(url)
  } catch (error) {
    console.error(`facteur: the browser cannot be opened (${(error as Error).message}); go to ${url}`)
  }
}
