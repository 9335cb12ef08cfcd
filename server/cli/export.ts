import { Option } from 'commander'
import { type Client, FacteurError, type Summary } from '../client/client.ts'
import { defineCommand, readArguments } from './arguments.ts'
import { CommandError } from './command-error.ts'
import { addConnectionOptions, type ConnectionOptions, connect } from './connection.ts'
import { EXIT } from './exit-status.ts'
import type { Io, Output } from './io.ts'
import type { ExportTarget } from './export/export-target.ts'
import { fileTarget, type Format, stdoutTarget } from './export/file-target.ts'
import { readAhead } from './export/read-ahead.ts'
import { emlTarget, maildirTarget } from './export/folder-targets.ts'
import { formatMbox } from './mbox/format-mbox.ts'
import type { Listed } from './output/message-line.ts'
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
export async function exportMail(args: readonly string[], io: Io): Promise<number> {
  const command = readArguments(exportCommand(), args, io)
  if (command === null) return EXIT.success
  const options = command.opts<ExportOptions>()
  const { format, output } = options
  if (isFolder(format) && (output === undefined || output === '-')) {
    throw new CommandError(EXIT.usage, `${format} needs a folder: --output PATH`)
  }
  const client = connect(options, io.environment)
  // Before anything is written: the server may be away, or not understand the query.
  const messages = await listAll(client, queryOf(command.args))
  const target = await openTarget(options, io.output).catch(refuseFile)
  try {
    const reads = readAhead(messages.toReversed(), summary => read(client, summary, format === 'jsonl'))
    await writeAll(reads, target, new ProgressBar(messages.length, io.errors), messages.length)
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
  { format, output, force = false }: ExportOptions,
  stdout: Output,
): Promise<ExportTarget> {
  if (format === 'maildir') return maildirTarget(output!)
  if (format === 'eml') return emlTarget(output!)
  const formatOne = format === 'mbox' ? mboxFormat : jsonFormat
  return output === undefined || output === '-'
    ? stdoutTarget(stdout, formatOne)
    : fileTarget(output, formatOne, { force })
}

const mboxFormat: Format = ({ envelope, receivedAt }, raw) =>
  formatMbox(raw, envelope.from, new Date(receivedAt))

/** All that is told of the message, and its bytes in base64. */
const jsonFormat: Format = (message, raw) =>
  Buffer.from(`${JSON.stringify({ ...message, raw: raw.toString('base64') })}\n`)

/** What is written of a message; null when it was deleted meanwhile. */
interface Read {
  readonly summary: Summary
  readonly found: { readonly message: Listed; readonly raw: Buffer } | null
}

async function read({ messages }: Client, summary: Summary, isWhole: boolean): Promise<Read> {
  try {
    const [raw, message] = await Promise.all([
      messages.raw(summary.id),
      isWhole ? messages.get(summary.id) : summary,
    ])
    return { summary, found: { message, raw: Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength) } }
  } catch (error) {
    if (error instanceof FacteurError && error.code === 'not-found') return { summary, found: null }
    throw error
  }
}

async function writeAll(
  reads: AsyncIterable<Read>,
  target: ExportTarget,
  bar: ProgressBar,
  total: number,
): Promise<void> {
  let written = 0
  try {
    for await (const { summary, found } of reads) {
      if (found === null) bar.note(`facteur: message ${summary.id} was deleted meanwhile`)
      else {
        await target.add(found.message, found.raw).catch(refuseFile)
        written++
      }
      bar.advance(1, `${written} of ${total}  ${summary.subject}`)
    }
  } finally {
    bar.end()
  }
  bar.note(`${written} ${written === 1 ? 'message' : 'messages'} exported`)
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
