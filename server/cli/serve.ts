import { Option, type Command } from 'commander'
import {
  flagOf,
  type FlagTexts,
  OPTION_NAMES,
  OPTIONS,
  type OptionDefinition,
  type OptionName,
  VERSION,
} from '../config.ts'
import { defineCommand, readArguments } from './arguments.ts'
import { COMMANDS } from './commands.ts'
import { EXIT } from './exit-status.ts'
import type { Io } from './io.ts'
import { formatDefault } from './format-default.ts'
import { runSandbox } from './serve/run-sandbox.ts'

/** `facteur serve`, and `facteur` alone: the servers, until a signal ends them. */
export async function serve(args: readonly string[], io: Io): Promise<number> {
  const command = readArguments(serveCommand(), args, io)
  if (command === null) return EXIT.success
  const options = command.opts<Record<string, unknown>>()
  return runSandbox({
    flags: flagTexts(options),
    configFile: options['config'] as string | undefined,
    readyFile: options['readyFile'] as string | undefined,
    json: options['json'] === true,
    io,
  })
}

function serveCommand(): Command {
  const command = defineCommand(
    'facteur',
    `A mail sandbox for developers: captures every message, delivers nothing to the outside.\n\nCommands:\n${commandLines()}`,
  )
    .usage('[COMMAND] [options]    (facteur COMMAND --help tells more)')
    .version(VERSION, '-V, --version', 'show the version')
    .option(
      '-c, --config <FILE>',
      'configuration file, YAML or JSON, with the options below as keys (smtpPort: 2525)',
    )
    .option('--ready-file <FILE>', 'write ports, addresses and URL to this file, as JSON, once all are open')
    .option('--json', 'print ports, addresses and URL as one line of JSON')
  for (const name of OPTION_NAMES) command.addOption(optionOf(name))
  return command.addHelpText('after', HELP)
}

const HELP = `
The options of the groups above can stand in the environment too (--smtp-port as FACTEUR_SMTP_PORT) and in the
configuration file (smtpPort). A flag goes before the environment, the environment before the file. Sizes are
written 64KiB or 50MB, durations 300ms, 10s, 5m, 4h or 6d.

Examples:
  facteur                                  SMTP on 1025, inbox and API on http://localhost:8025
  facteur --open --tls                     with STARTTLS and the TLS ports, inbox opened in the browser
  facteur --host 0.0.0.0 --allow-host '*'  reachable from other machines, as in a container
  facteur --user app:secret                only this user may submit
  facteur --smtp-port 0 --http-port 0 --pop3-port 0 --imap-port 0 --ready-file ready.json &
                                           any free ports, for a script that waits for ready.json`

function commandLines(): string {
  return Object.entries(COMMANDS)
    .map(([name, { summary }]) => `  ${name.padEnd(8)} ${summary}`)
    .join('\n')
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
