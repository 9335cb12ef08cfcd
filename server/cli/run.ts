import { basename } from 'node:path'
import { CommandError } from './command-error.ts'
import { COMMANDS, isCommandName } from './commands.ts'
import { EXIT } from './exit-status.ts'
import type { Io } from './io.ts'

/**
 * Runs the command that the arguments name, `serve` when they name none.
 *
 * @param args what stood behind the name of the program
 * @param program path by which the program was started; as `sendmail`, it is `facteur send`
 * @returns the exit status
 */
export async function run(args: readonly string[], program: string, io: Io): Promise<number> {
  const [name, rest] = commandOf(args, basename(program))
  endQuietlyOnClosedPipe(name, io)
  try {
    if (!isCommandName(name)) throw new CommandError(EXIT.usage, unknownCommand(name))
    const command = await COMMANDS[name].load()
    return await command(rest, io)
  } catch (error) {
    const { explainFailure } = await import('./failure.ts')
    const { status, message } = explainFailure(error)
    if (message !== '') io.errors.write(`facteur: ${message}\n`)
    return status
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
function endQuietlyOnClosedPipe(name: string, { output, errors, exit }: Io): void {
  for (const stream of [output, errors]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
      if (name !== 'serve') exit(EXIT.success)
    })
  }
}
