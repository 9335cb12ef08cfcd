import { type Client, FacteurError } from '../client/client.ts'
import { defineCommand, readArguments } from './arguments.ts'
import { CommandError } from './command-error.ts'
import { addConnectionOptions, type ConnectionOptions, connect } from './connection.ts'
import { EXIT } from './exit-status.ts'
import type { Io } from './io.ts'
import { findMail, type FoundMail, type MailFile } from './import/find-mail.ts'
import { readMail, readMailBytes, type ReadMessage } from './import/read-mail.ts'
import { plainLine } from './output/plain-text.ts'
import { printLine } from './output/print.ts'
import { ProgressBar } from './output/progress-bar.ts'
import { readStdin } from './read-stdin.ts'

interface ImportOptions extends ConnectionOptions {
  readonly from?: string
  readonly to?: readonly string[]
  readonly json?: true
}

/** `facteur import`: captures the messages of files; what cannot be taken is named, and the rest goes on. */
export async function importMail(args: readonly string[], io: Io): Promise<number> {
  const command = readArguments(importCommand(), args, io)
  if (command === null) return EXIT.success
  const options = command.opts<ImportOptions>()
  const client = connect(options, io.environment)
  const { limits } = await client.info()
  const work = new Import(client, options, limits['messageSize'] ?? Infinity, io)
  return work.run(command.args)
}

/** One run of the command. */
class Import {
  readonly #client: Client
  readonly #options: ImportOptions
  /** Bytes of the largest message that the server takes. */
  readonly #limit: number
  readonly #io: Io
  #bar: ProgressBar
  #taken = 0
  #failed = 0

  constructor(client: Client, options: ImportOptions, limit: number, io: Io) {
    this.#client = client
    this.#options = options
    this.#limit = limit
    this.#io = io
    this.#bar = new ProgressBar(0, io.errors)
  }

  /** @returns the exit status */
  async run(paths: readonly string[]): Promise<number> {
    const found = await Promise.all(paths.filter(path => path !== '-').map(path => this.#find(path)))
    const files = found.flatMap(mail => mail.files)
    const others = found.flatMap(mail => mail.others)
    this.#bar = new ProgressBar(
      files.reduce((sum, { size }) => sum + size, 0),
      this.#io.errors,
    )
    try {
      if (paths.includes('-'))
        await this.#takeAll(readMailBytes('standard input', await readStdin(this.#io.input), this.#limit))
      for (const file of files) await this.#takeFile(file)
    } finally {
      this.#bar.end()
    }
    this.#report(others)
    if (this.#failed > 0) return EXIT.data
    return this.#taken > 0 ? EXIT.success : EXIT.noInput
  }

  async #find(path: string): Promise<FoundMail> {
    try {
      return await findMail(path)
    } catch (error) {
      this.#fail(path, error as Error)
      return { files: [], others: [] }
    }
  }

  async #takeFile(file: MailFile): Promise<void> {
    try {
      await this.#takeAll(readMail(file, this.#limit))
    } catch (error) {
      if (!isFileError(error)) throw error
      this.#fail(file.path, error)
    }
  }

  async #takeAll(messages: AsyncIterable<ReadMessage>): Promise<void> {
    for await (const message of messages) {
      await this.#take(message)
      this.#bar.advance(message.progress, `${this.#taken}  ${message.name}`)
    }
  }

  async #take({ name, problem, raw, marks, ...envelope }: ReadMessage): Promise<void> {
    const { messages } = this.#client
    const { from = envelope.from, to = envelope.to, json } = this.#options
    try {
      if (problem !== null) throw new CommandError(EXIT.data, problem)
      const { id } = await messages.inject(raw, {
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
      })
      if (Object.keys(marks).length > 0) await messages.patch(id, marks)
      this.#taken++
      if (json === true) await printLine(this.#io.output, JSON.stringify({ id, source: name }))
      else if (this.#io.output.isTTY !== true) await printLine(this.#io.output, `${id}\t${plainLine(name)}`)
    } catch (error) {
      if (!isAboutMessage(error)) throw error
      this.#fail(name, error)
    }
  }

  #fail(name: string, error: Error): void {
    this.#failed++
    const text = error instanceof FacteurError ? (error.problem?.detail ?? error.message) : error.message
    this.#bar.note(`facteur: ${name}: ${text}`)
  }

  #report(others: readonly string[]): void {
    if (others.length > 0) {
      const count = others.length === 1 ? 'One file' : `${others.length} files`
      this.#bar.note(
        `facteur: ${count} left alone, by name no mail: ${others[0]}${others.length > 1 ? ', ...' : ''}`,
      )
    }
    const failed = this.#failed > 0 ? `, ${this.#failed} could not be taken` : ''
    this.#bar.note(`${this.#taken} ${this.#taken === 1 ? 'message' : 'messages'} imported${failed}`)
  }
}

/** Whether the next message may fare better: neither the server is away, nor are the credentials wrong. */
function isAboutMessage(error: unknown): error is Error {
  if (error instanceof CommandError) return true
  return error instanceof FacteurError && error.status >= 400 && error.status !== 401 && error.status !== 403
}

function isFileError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error
}

function importCommand() {
  const command = defineCommand('facteur import', 'Captures messages of files, byte for byte.')
    .argument('<path...>', 'an .eml or mbox file, a folder of them, a Maildir, or - for standard input')
    .option('--from <ADDRESS>', 'envelope sender, in place of what the file or the From field says')
    .option(
      '--to <ADDRESS>',
      'envelope recipient, in place of those in To, Cc and Bcc; may be repeated',
      (address: string, earlier: readonly string[] | undefined) => [...(earlier ?? []), address],
    )
    .option('--json', 'print {"id", "source"} for each message')
  return addConnectionOptions(command).addHelpText(
    'after',
    `
Folders are searched with all below them for .eml, .mbox and .jsonl files and for Maildirs, whose flags are kept. The
JSON lines of \`facteur export\` keep envelope, flags and tags too. What cannot be taken is named on standard error and
the rest goes on; the exit status is 65 then. Elsewhere than on a terminal, each message gives a line: its id and where
it stood.

Examples:
  facteur import mail.eml
  facteur import --to anna@x.test fixtures/
  facteur import ~/Maildir archive.mbox
  curl -s https://lists.example/archive.mbox | facteur import -`,
  )
}
