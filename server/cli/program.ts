import { Command, Option } from 'commander'
import {
  flagOf,
  type FlagTexts,
  OPTION_NAMES,
  OPTIONS,
  type OptionDefinition,
  type OptionName,
  VERSION,
} from '../config.ts'
import { EXIT_USAGE } from './exit-status.ts'
import { formatDefault } from './format-default.ts'
import { serve } from './serve.ts'

/** The command line as a commander program; `facteur` alone is `facteur serve`. */
export function createProgram(): Command {
  const program = new Command('facteur')
    .description('A mail sandbox for developers: captures every message, delivers nothing to the outside.')
    .version(VERSION, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    // An option after the name of a command is that command's.
    .enablePositionalOptions()
    .showHelpAfterError('(facteur --help shows every option)')
    .configureHelp({ helpWidth: 110 })
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : EXIT_USAGE))
  addServe(program)
  addServe(program.command('serve').description('run the mail servers, the API and the inbox (the default)'))
  return program
}

function addServe(command: Command): void {
  command.option(
    '-c, --config <FILE>',
    'configuration file, YAML or JSON, with the options below as keys (smtpPort: 2525)',
  )
  for (const name of OPTION_NAMES) command.addOption(optionOf(name))
  command.addHelpText(
    'after',
    `
Every option can stand in the environment (--smtp-port as FACTEUR_SMTP_PORT) and in the configuration file (smtpPort).
A flag goes before the environment, the environment before the file. Sizes are written 64KiB or 50MB, durations
300ms, 10s, 5m, 4h or 6d.

Examples:
  facteur                                  SMTP on 1025, inbox and API on http://localhost:8025
  facteur --open --tls                     with STARTTLS and the TLS ports, inbox opened in the browser
  facteur --host 0.0.0.0 --allow-host '*'  reachable from other machines, as in a container
  facteur --user app:secret                only this user may submit`,
  )
  command.allowExcessArguments(false)
  command.action((values: Record<string, unknown>) =>
    serve(flagTexts(values), values['config'] as string | undefined),
  )
}

function optionOf(name: OptionName): Option {
  const definition: OptionDefinition = OPTIONS[name]
  const flag = definition.placeholder === null ? flagOf(name) : `${flagOf(name)} <${definition.placeholder}>`
  const shown = formatDefault(name)
  const option = new Option(flag, shown === null ? definition.help : `${definition.help} (default: ${shown})`)
  if (definition.placeholder !== null) {
    option.argParser((text: string, earlier: readonly string[] | undefined) => [...(earlier ?? []), text])
  }
  return option.helpGroup(`${definition.group}:`)
}

function flagTexts(values: Record<string, unknown>): FlagTexts {
  const texts: FlagTexts = {}
  for (const name of OPTION_NAMES) {
    const value = values[name]
    if (value === true) texts[name] = ['true']
    else if (Array.isArray(value)) texts[name] = value as string[]
  }
  return texts
}
