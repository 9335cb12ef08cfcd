import { addConnectionOptions, type ConnectionOptions, connect } from './connection.ts'
import { defineCommand, readArguments } from './arguments.ts'
import { EXIT } from './exit-status.ts'
import type { Io } from './io.ts'
import { readCount, readCursor } from './option-values.ts'
import { MessagePrinter } from './output/message-printer.ts'
import { QUERY_HELP, queryOf } from './query-operand.ts'

interface ListOptions extends ConnectionOptions {
  readonly after?: number
  readonly limit: number
  readonly all?: true
  readonly json?: true
}

const DEFAULT_LIMIT = 50
/** Messages that are asked for at once. */
const PAGE = 1000

/** `facteur list`: the messages that match, newest first. */
export async function list(args: readonly string[], io: Io): Promise<number> {
  const command = readArguments(listCommand(), args, io)
  if (command === null) return EXIT.success
  const options = command.opts<ListOptions>()
  const most = options.all === true ? Infinity : options.limit
  const { messages } = connect(options, io.environment)
  const printer = new MessagePrinter(options, io.output)
  let page: string | undefined
  let left = most
  let total = 0
  while (left > 0) {
    const limit = Math.min(left, PAGE)
    const answer = await messages.list({ query: queryOf(command.args), after: options.after, limit, page })
    for (const message of answer.items) await printer.print(message)
    total = answer.total
    left -= answer.items.length
    if (answer.next === null) return EXIT.success
    page = answer.next
  }
  if (io.errors.isTTY === true) io.errors.write(`${most} of ${total}; --all shows every one\n`)
  return EXIT.success
}

function listCommand() {
  const command = defineCommand('facteur list', 'Lists the messages that match, newest first.')
    .argument('[query...]', 'which messages; without one, all')
    .option('--after <CURSOR>', 'only what came after this cursor (`facteur cursor`)', readCursor)
    .option('-n, --limit <N>', 'the most messages to print', readCount, DEFAULT_LIMIT)
    .option('--all', 'print every message that matches')
    .option('--json', 'print a line of JSON for each message')
  return addConnectionOptions(command).addHelpText(
    'after',
    `
A terminal gets a table, unread messages in bold. Elsewhere each line has id, time, sender, recipients and subject,
parted by tabs.
${QUERY_HELP}

Examples:
  facteur list
  facteur list 'to:anna@x.test is:unread'
  facteur list --all --json 'from:@app.test' | jq -r .subject
  facteur list 'tag:ci' | cut -f1               the ids`,
  )
}
