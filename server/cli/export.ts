import { Option } from 'commander'
import { type Client, FacteurError, type Summary } from '../client/client.ts'
import { defineCommand, readArguments } from './arguments.ts'
import { CommandError } from './command-error.ts'
import { addConnectionOptions, type ConnectionOptions, connect } from './connection.ts'
import { EXIT } from './exit-status.ts'
import type { ExportTarget } from './export/export-target.ts'
import { fileTarget, type Format, stdoutTarget } from './export/file-target.ts'
import { emlTarget, maildirTarget } from './export/folder-targets.ts'
import { formatMbox } from './mbox/format-mbox.ts'
import { ProgressBar } from './output/progress-bar.ts'
import { QUERY_HELP, queryOf } from './query-operand.ts'

interface ExportOptions extends ConnectionOptions {
  readonly format: 'mbox' | 'maildir' | 'eml' | 'jsonl'
  readonly output?: string
  readonly force?: boolean
}

/** Summaries that are asked for at once. */
const PAGE = 1000

/** `facteur export`: writes messages into files, the oldest first. */
export async function exportMail(args: readonly string[]): Promise<number> {
  const command = readArguments(exportCommand(), args)
  if (command === null) return EXIT.success
  const options = command.opts<ExportOptions>()
  const { format, output } = options
  if (isFolder(format) && (output === undefined || output === '-')) {
    throw new CommandError(EXIT.usage, `${format} needs a folder: --output PATH`)
  }
  const client = connect(options)
  // Before anything is written: the server may be away, or not understand the query.
  const messages = await listAll(client, queryOf(command.args))
  const target = await openTarget(client, options).catch(refuseFile)
  try {
    await writeAll(client, messages.toReversed(), target)
    await target.end().catch(refuseFile)
  } catch (error) {
    await target.abort()
    throw error
  }
  return EXIT.success
}

function isFolder(format: ExportOptions['format']): boolean {
  return format === 'maildir' || format === 'eml'
}

async function listAll({ messages }: Client, query: string | undefined): Promise<Summary[]> {
  const found: Summary[] = []
  for await (const message of messages.all({ query, limit: PAGE })) found.push(message)
  return found
}

async function openTarget(
  client: Client,
  { format, output, force = false }: ExportOptions,
): Promise<ExportTarget> {
  if (format === 'maildir') return maildirTarget(output!)
  if (format === 'eml') return emlTarget(output!)
  const formatOne = format === 'mbox' ? mboxFormat : jsonFormat(client)
  return output === undefined || output === '-'
    ? stdoutTarget(formatOne)
    : fileTarget(output, formatOne, { force })
}

const mboxFormat: Format = ({ envelope, receivedAt }, raw) =>
  formatMbox(raw, envelope.from, new Date(receivedAt))

/** The whole message, and its bytes in base64. */
function jsonFormat({ messages }: Client): Format {
  return async ({ id }, raw) => {
    const message = await messages.get(id)
    return Buffer.from(`${JSON.stringify({ ...message, raw: raw.toString('base64') })}\n`)
  }
}

async function writeAll(client: Client, messages: readonly Summary[], target: ExportTarget): Promise<void> {
  const bar = new ProgressBar(messages.length)
  let written = 0
  try {
    for (const message of messages) {
      if (await write(client, message, target)) written++
      else bar.note(`facteur: message ${message.id} was deleted meanwhile`)
      bar.advance(1, `${written} of ${messages.length}  ${message.subject}`)
    }
  } finally {
    bar.end()
  }
  bar.note(`${written} ${written === 1 ? 'message' : 'messages'} exported`)
}

/** @returns whether the message was still there */
async function write({ messages }: Client, message: Summary, target: ExportTarget): Promise<boolean> {
  try {
    const raw = await messages.raw(message.id)
    await target.add(message, Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength))
    return true
  } catch (error) {
    if (error instanceof FacteurError && error.code === 'not-found') return false
    return refuseFile(error)
  }
}

function refuseFile(error: unknown): never {
  if (!(error instanceof Error) || !('syscall' in error)) throw error
  throw new CommandError(EXIT.cannotCreate, error.message, { cause: error })
}

function exportCommand() {
  const command = defineCommand(
    'facteur export',
    'Writes the messages that match into files, byte for byte, the oldest first.',
  )
    .argument('[query...]', 'which messages; without one, all')
    .addOption(
      new Option('-f, --format <FORMAT>', 'how to write them')
        .choices(['mbox', 'maildir', 'eml', 'jsonl'])
        .default('mbox'),
    )
    .option('-o, --output <PATH>', 'file or folder; standard output for mbox and jsonl without it')
    .option('--force', 'replace a file that is there already')
  return addConnectionOptions(command).addHelpText(
    'after',
    `
mbox     one file, quoted as mboxrd; each message has its bytes and line ends as they came
maildir  a Maildir: unread messages in new, others in cur with their flags
eml      a folder with a file for each message
jsonl    a line of JSON for each message, as the API gives it, with its bytes in base64 as "raw"
${QUERY_HELP}

Examples:
  facteur export --output all.mbox
  facteur export 'to:anna@x.test' --format eml --output anna/
  facteur export --format maildir --output ~/Maildir-of-tests && mutt -f ~/Maildir-of-tests
  facteur export --format jsonl > mail.jsonl     and back: facteur import mail.jsonl`,
  )
}
