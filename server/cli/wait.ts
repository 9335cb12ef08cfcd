import { Option } from 'commander'
import { formatDuration } from '../units.ts'
import { defineCommand, readArguments } from './arguments.ts'
import { addConnectionOptions, type ConnectionOptions, connect } from './connection.ts'
import { EXIT } from './exit-status.ts'
import type { Io } from './io.ts'
import { readAwaited, readCursor, readDuration } from './option-values.ts'
import { MessagePrinter } from './output/message-printer.ts'
import { QUERY_HELP, queryOf } from './query-operand.ts'

interface WaitOptions extends ConnectionOptions {
  readonly timeout: number
  readonly count: number
  readonly after?: number
  readonly json?: true
}

/** Milliseconds. */
const DEFAULT_TIMEOUT = 10_000

/** `facteur wait`: prints messages as soon as enough of them match. */
export async function wait(args: readonly string[], io: Io): Promise<number> {
  const command = readArguments(waitCommand(), args, io)
  if (command === null) return EXIT.success
  const options = command.opts<WaitOptions>()
  const { timeout, count, after } = options
  const { items } = await connect(options, io.environment).messages.wait(queryOf(command.args) ?? '', {
    timeout,
    count,
    after,
  })
  const printer = new MessagePrinter(options, io.output)
  for (const message of items) await printer.print(message)
  return EXIT.success
}

function waitCommand() {
  const command = defineCommand(
    'facteur wait',
    'Waits until messages match, and prints them in the order of arrival.',
  )
    .argument('<query...>', "which messages; '' for any")
    .addOption(
      new Option('-t, --timeout <DURATION>', 'how long to wait, such as 500ms, 10s or 5m')
        .argParser(readDuration)
        .default(DEFAULT_TIMEOUT, formatDuration(DEFAULT_TIMEOUT)),
    )
    .option('-n, --count <N>', 'how many must match; 0 proves that none does', readAwaited, 1)
    .option('--after <CURSOR>', 'count only what came after this cursor (`facteur cursor`)', readCursor)
    .option('--json', 'print the whole of each message as a line of JSON')
  return addConnectionOptions(command).addHelpText(
    'after',
    `
Messages that are there already count, unless --after names a cursor. The exit status is 1 when the time is over
before enough came, and standard error then tells which messages came nearest and what of the query they fail;
with --count 0 it is 1 as soon as one matches.
${QUERY_HELP}

Examples:
  facteur wait 'to:anna@x.test subject:Welcome' --timeout 30s
  code=$(facteur wait 'to:anna@x.test has:code' | facteur get - --code)

  cursor=$(facteur cursor)                       only what comes from here on
  curl -X POST http://localhost:3000/reset -d email=anna@x.test
  facteur wait 'to:anna@x.test' --after "$cursor" | facteur get - --link reset

  facteur wait 'to:eve@x.test' --count 0 --timeout 3s`,
  )
}
