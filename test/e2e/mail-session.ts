import { connect, type Socket } from 'node:net'
import type { Page } from 'playwright-core'
import type { Sandbox } from '../../server/sandbox.ts'
import { eventually } from './inbox-test.ts'

/** The account that these tests look at. */
export const ANNA = 'anna@app.test'
export const IMAP = `/accounts/${encodeURIComponent(ANNA)}/imap/INBOX`
export const POP3 = `/accounts/${encodeURIComponent(ANNA)}/pop3`

/** A mail program, as plain as can be: says lines, and waits for what it is told. */
export class Program {
  readonly #socket: Socket
  #heard = ''

  constructor(port: number) {
    this.#socket = connect(port, '127.0.0.1')
    this.#socket.setEncoding('utf8')
    this.#socket.on('data', (text: string) => {
      this.#heard += text
    })
  }

  /** Says a line, and waits until the answer has `awaited` in it. */
  async say(line: string, awaited: string | RegExp): Promise<string> {
    this.#heard = ''
    this.#socket.write(`${line}\r\n`)
    await eventually(() => this.#heard).toMatch(awaited)
    return this.#heard
  }

  end(): void {
    this.#socket.destroy()
  }
}

/** One that has logged in and selected INBOX. */
export async function imapProgram({ ports }: Sandbox): Promise<Program> {
  const program = new Program(ports.imap)
  await program.say(`a LOGIN ${ANNA} x`, 'a OK')
  await program.say('b SELECT INBOX', 'b OK')
  return program
}

/** One that has opened the maildrop. */
export async function pop3Program({ ports }: Sandbox): Promise<Program> {
  const program = new Program(ports.pop3)
  await program.say(`USER ${ANNA}`, '+OK')
  await program.say('PASS x', /\+OK maildrop/)
  return program
}

/** Has mail come in, with these subjects. */
export const fill = async ({ client }: Sandbox, ...subjects: string[]) => {
  for (const subject of subjects)
    await client.messages.inject({ from: 'bob@x.test', to: [ANNA], subject, text: 'Hello' })
}

/** The entries of the IMAP view with a text in them. */
export const entry = (page: Page, text: string) => page.locator('entry-row').filter({ hasText: text })
/** The messages of the POP3 view. */
export const maildropRows = (page: Page) => page.locator('maildrop-row')
export const log = (page: Page) => page.locator('wire-log')
/** All that the log tells. */
export const said = (page: Page) => log(page).getByRole('log').innerText()
/** A folder of the IMAP view. */
export const folder = (page: Page, name: string | RegExp) =>
  page.locator('folder-list').getByRole('link', { name })

/** What REST knows of a folder: the flags of each entry by subject. */
export async function flagsOf(
  { client }: Sandbox,
  folder: string,
): Promise<Record<string, readonly string[]>> {
  const { items } = await client.folders(ANNA).entries(folder).list()
  return Object.fromEntries(items.map(({ flags, message }) => [message.subject, flags]))
}
