import type { Client, Message } from '../client/client.ts'
import { defineCommand, readArguments } from './arguments.ts'
import { CommandError } from './command-error.ts'
import { addConnectionOptions, type ConnectionOptions, connect } from './connection.ts'
import { EXIT } from './exit-status.ts'
import type { Io, Output } from './io.ts'
import { readIds } from './get/message-ids.ts'
import { findCode, findLink } from './get/findings.ts'
import { formatMessage } from './get/message-view.ts'
import { plainText } from './output/plain-text.ts'
import { print, printLine } from './output/print.ts'
import { QUERY_HELP } from './query-operand.ts'
import { readStdin } from './read-stdin.ts'

interface GetOptions extends ConnectionOptions, Partial<Record<Form, true>> {
  readonly query?: string
  readonly link?: string
}

/** What of a message is printed; the whole of it, for people, when nothing is asked for. */
type Form = 'raw' | 'text' | 'html' | 'code' | 'json'

const FORMS = ['raw', 'text', 'html', 'code', 'link', 'json'] as const

/** `facteur get`: prints messages, or one thing of each. */
export async function get(args: readonly string[], io: Io): Promise<number> {
  const command = readArguments(getCommand(), args, io)
  if (command === null) return EXIT.success
  const options = command.opts<GetOptions>()
  const id = command.args[0]!
  checkForms(options)
  if (options.query !== undefined && id !== 'latest') {
    throw new CommandError(
      EXIT.usage,
      '--query says of which messages `latest` is meant; give that for an id',
    )
  }
  const client = connect(options, io.environment)
  for (const wanted of id === '-' ? readIds(await readStdin(io.input)) : [id])
    await printMessage(client, wanted, options, io.output)
  return EXIT.success
}

function checkForms(options: GetOptions): void {
  const asked = FORMS.filter(form => options[form] !== undefined)
  if (asked.length < 2) return
  throw new CommandError(
    EXIT.usage,
    `only one of ${asked.map(form => `--${form}`).join(', ')} can be printed`,
  )
}

async function printMessage(
  { messages }: Client,
  id: string,
  options: GetOptions,
  output: Output,
): Promise<void> {
  const selection = { query: options.query }
  if (options.raw === true) return print(output, await messages.raw(id, selection))
  const message = await messages.get(id, selection)
  if (options.json === true) return printLine(output, JSON.stringify(message))
  if (options.code === true) return printLine(output, findCode(message))
  if (options.link !== undefined) return printLine(output, findLink(message, options.link))
  if (options.html === true) return printText(output, message, 'html')
  if (options.text === true) return printText(output, message, 'text')
  return print(output, formatMessage(message))
}

/** A terminal is not given what would change it; a file or a program gets the text as it is. */
async function printText(output: Output, message: Message, form: 'html' | 'text'): Promise<void> {
  const text = message[form]
  if (text === null) {
    throw new CommandError(EXIT.notFound, `message ${message.id} has no ${form === 'html' ? 'HTML' : form}`)
  }
  const shown = output.isTTY === true ? plainText(text) : text
  await print(output, shown.endsWith('\n') ? shown : `${shown}\n`)
}

function getCommand() {
  const command = defineCommand(
    'facteur get',
    'Prints a message: its fields, text, codes, links and attachments.',
  )
    .argument('<id>', 'id of a message; latest, the newest one; or - for those that standard input names')
    .option('-q, --query <QUERY>', 'for latest: the newest of the messages that match')
    .option('--raw', 'its bytes, as they were received')
    .option('--text', 'its text')
    .option('--html', 'its HTML, as it was sent')
    .option('--code', 'the one-time code in it')
    .option(
      '--link <N>',
      'address of a link, by its number, from 1 on, or by what it is for: confirm, reset, unsubscribe',
    )
    .option('--json', 'all of it, as one line of JSON')
  return addConnectionOptions(command).addHelpText(
    'after',
    `
With -, standard input has what \`facteur wait\` and \`facteur list\` print, with --json or without, or bare ids: a line
for each message. The exit status is 1 when there is no such message, or not in it what was asked for.
${QUERY_HELP}

Examples:
  facteur get latest
  facteur get latest --query 'to:anna@x.test' --text
  code=$(facteur wait 'to:anna@x.test has:code' | facteur get - --code)
  curl "$(facteur get latest --link confirm)"
  facteur get latest --raw > mail.eml
  facteur get latest --json | jq '.attachments[].name'`,
  )
}
