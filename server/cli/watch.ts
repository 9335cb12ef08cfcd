import { defineCommand, readArguments } from './arguments.ts'
import type { Client, Event } from '../client/client.ts'
import { addConnectionOptions, type ConnectionOptions, connect } from './connection.ts'
import { EXIT } from './exit-status.ts'
import type { Io, Output } from './io.ts'
import { readCursor } from './option-values.ts'
import { MessagePrinter } from './output/message-printer.ts'
import { QUERY_HELP, queryOf } from './query-operand.ts'

interface WatchOptions extends ConnectionOptions {
  readonly after?: number
  readonly json?: true
}

/** `facteur watch`: a line for each message that comes, until a signal ends it. */
export async function watch(args: readonly string[], io: Io): Promise<number> {
  const command = readArguments(watchCommand(), args, io)
  if (command === null) return EXIT.success
  const options = command.opts<WatchOptions>()
  const signal = io.stopSignal()
  const client = connect(options, io.environment)
  // A server that is not there now is told of; one that goes away later is waited for.
  const after = options.after ?? (await client.cursor())
  await printEvents(
    client,
    { query: queryOf(command.args), after, signal },
    new MessagePrinter(options, io.output),
    io.errors,
  )
  return EXIT.success
}

async function printEvents(
  client: Client,
  wish: { query: string | undefined; after: number; signal: AbortSignal },
  printer: MessagePrinter,
  errors: Output,
): Promise<void> {
  const frames = client.events({
    ...wish,
    types: ['message.captured'],
    onConnection: tellOfConnection(client.baseUrl, wish.signal, errors),
  })
  for await (const frame of frames) for (const event of frame) await printEvent(event, printer, errors)
}

async function printEvent(event: Event, printer: MessagePrinter, errors: Output): Promise<void> {
  if (event.type === 'message.captured') await printer.print(event.summary)
  else if (event.type === 'reset')
    errors.write('facteur: what came in between is not known any more; lines go on from here\n')
}

function tellOfConnection(url: string, signal: AbortSignal, errors: Output): (connected: boolean) => void {
  let lost = false
  return connected => {
    if (signal.aborted) return
    if (!connected) errors.write(`facteur: the connection to ${url} is lost; trying again\n`)
    else if (lost) errors.write('facteur: connected again\n')
    lost = !connected
  }
}

function watchCommand() {
  const command = defineCommand('facteur watch', 'Prints a line for each message that comes, until Ctrl-C.')
    .argument('[query...]', 'which messages; without one, all')
    .option('--after <CURSOR>', 'begin with what came after this cursor, not with now', readCursor)
    .option('--json', 'print a line of JSON for each message')
  return addConnectionOptions(command).addHelpText(
    'after',
    `
The lines are those of \`facteur list\`. A lost connection is made anew, and nothing is missed unless the
server itself began anew.
${QUERY_HELP}

Examples:
  facteur watch
  facteur watch 'to:@x.test' -- '-subject:Newsletter'
  facteur watch --json has:code | jq --unbuffered -r .subject`,
  )
}
