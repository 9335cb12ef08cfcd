import { defineCommand, readArguments } from './arguments.ts'
import { CommandError } from './command-error.ts'
import { addConnectionOptions, type ConnectionOptions, connect } from './connection.ts'
import { EXIT } from './exit-status.ts'
import type { Io } from './io.ts'
import { printLine } from './output/print.ts'
import { QUERY_HELP, queryOf } from './query-operand.ts'

interface DeleteOptions extends ConnectionOptions {
  readonly all?: true
  readonly json?: true
}

/** `facteur delete`: deletes what matches, and nothing without being told what. */
export async function deleteMessages(args: readonly string[], io: Io): Promise<number> {
  const command = readArguments(deleteCommand(), args, io)
  if (command === null) return EXIT.success
  const options = command.opts<DeleteOptions>()
  const query = queryOf(command.args)
  if (query === undefined && options.all !== true) {
    throw new CommandError(EXIT.usage, 'which messages? Give a query, or --all to delete every message')
  }
  if (query !== undefined && options.all === true) {
    throw new CommandError(EXIT.usage, 'a query and --all contradict each other; give one of them')
  }
  const deleted = await connect(options, io.environment).messages.deleteAll(query)
  const text = deleted === 1 ? '1 message deleted' : `${deleted} messages deleted`
  await printLine(io.output, options.json === true ? JSON.stringify({ deleted }) : text)
  return EXIT.success
}

function deleteCommand() {
  const command = defineCommand('facteur delete', 'Deletes the messages that match, in every mailbox.')
    .argument('[query...]', 'which messages')
    .option('--all', 'delete every message')
    .option('--json', 'print {"deleted": N}')
  return addConnectionOptions(command).addHelpText(
    'after',
    `
A query that names an account: deletes what lies in that account only.
${QUERY_HELP}

Examples:
  facteur delete 'tag:ci before:1h'
  facteur delete account:bob@x.test
  facteur delete --all`,
  )
}
