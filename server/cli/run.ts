import { basename } from 'node:path'
import { CommandError } from './command-error.ts'
import { COMMANDS, isCommandName } from './commands.ts'
import { EXIT } from './exit-status.ts'

/**
 * Runs the command that the arguments name, `serve` when they name none, and sets the exit status of the process.
 *
 * @param args what stood behind the name of the program
 * @param program path by which the program was started; as `sendmail`, it is `facteur send`
 */
export async function run(args: readonly string[], program: string): Promise<void> {
  const [name, rest] = commandOf(args, basename(program))
  endQuietlyOnClosedPipe(name)
  try {
    if (!isCommandName(name)) throw new CommandError(EXIT.usage, unknownCommand(name))
    const command = await COMMANDS[name].load()
    process.exitCode = await command(rest)
  } catch (error) {
    const { explainFailure } = await import('./failure.ts')
    const { status, message } = explainFailure(error)
    if (message !== '') console.error(`facteur: ${message}`)
    process.exitCode = status
  }
}

function commandOf(args: readonly string[], program: string): [string, readonly string[]] {
  if (program === 'sendmail') return ['send', args]
  const [first = 'serve', second = 'serve'] = args
  if (first === 'help') return [second, ['--help']]
  return first.startsWith('-') ? ['serve', args] : [first, args.slice(1)]
}

function unknownCommand(name: string): string {
  return `there is no command "${name}", but ${Object.keys(COMMANDS).join(', ')}; facteur --help tells of them`
}

/** Whoever read our output may have enough of it (`facteur list | head -1`); a server goes on without it. */
function endQuietlyOnClosedPipe(name: string): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
      if (name !== 'serve') process.exit(EXIT.success)
    })
  }
}
