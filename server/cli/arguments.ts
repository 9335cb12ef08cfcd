import { Command, CommanderError } from 'commander'
import { CommandError } from './command-error.ts'
import { EXIT } from './exit-status.ts'
import type { Io } from './io.ts'

/** How wide help is at most, in columns. */
const HELP_WIDTH = 110

/** What is told of an option that is none, but a term such as `-subject:Newsletter`. */
const NEGATED_TERM = /^error: unknown option '-[^-][^']*:/

/** A command of ours for commander, which reads its arguments and prints its help, and runs nothing. */
export function defineCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .allowExcessArguments(false)
    .showHelpAfterError(`(${name} --help shows what there is)`)
    .exitOverride()
}

/**
 * Reads arguments.
 *
 * @returns the command, which has the options and the other arguments now; null when help or the version was asked
 *   for, and printed
 * @throws CommandError with no message, for it was printed, when they do not fit
 */
export function readArguments(
  command: Command,
  args: readonly string[],
  { output, errors }: Io,
): Command | null {
  command
    .configureHelp({ helpWidth: Math.min(output.columns ?? HELP_WIDTH, HELP_WIDTH) })
    .configureOutput({ writeOut: text => output.write(text), writeErr: text => errors.write(text) })
  try {
    return command.parse(args, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return null
    if (NEGATED_TERM.test(error.message)) errors.write('(a query that begins with - stands behind --)\n')
    throw new CommandError(EXIT.usage, '', { cause: error })
  }
}
