import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import type { Entry, Message, Page, Summary } from '../../server/http/contract.ts'
import { createSandbox, type Sandbox } from '../../server/sandbox.ts'

function encryptedPort({ ports }: Sandbox, name: string): number {
  const port = ports[name]
  if (port === undefined) throw new Error(`a sandbox with TLS has the port ${name}`)
  return port
}

/** A sandbox with TLS, read over HTTP as any user reads it. */
export class MailBox {
  readonly smtp: number
  readonly smtps: number
  readonly pop3: number
  readonly pop3s: number
  readonly imap: number
  readonly imaps: number
  readonly api: string
  readonly #sandbox: Sandbox
  readonly #folder: string

  private constructor(sandbox: Sandbox, folder: string) {
    this.smtp = sandbox.ports.smtp
    this.smtps = encryptedPort(sandbox, 'smtps')
    this.pop3 = sandbox.ports.pop3
    this.pop3s = encryptedPort(sandbox, 'pop3s')
    this.imap = sandbox.ports.imap
    this.imaps = encryptedPort(sandbox, 'imaps')
    this.api = `${sandbox.url}/api/v1`
    this.#sandbox = sandbox
    this.#folder = folder
  }

  static async open(): Promise<MailBox> {
    const folder = mkdtempSync(join(tmpdir(), 'facteur-interop-'))
    return new MailBox(await createSandbox({ tls: true, stateDir: folder }), folder)
  }

  /** The only message there is, whole, and its bytes. */
  async only(): Promise<{ message: Message; raw: Buffer }> {
    const { items } = await this.#json<Page<Summary>>('/messages')
    const [summary] = items
    if (summary === undefined || items.length > 1)
      throw new Error(`one message was expected, not ${items.length}`)
    const raw = await fetch(`${this.api}/messages/${summary.id}/raw`)
    return {
      message: await this.#json<Message>(`/messages/${summary.id}`),
      raw: Buffer.from(await raw.arrayBuffer()),
    }
  }

  /** Puts a world around it, until the box is emptied. */
  async surround(world: object): Promise<void> {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${this.api}/world`, {
      method: 'PUT',
      headers,
      body: JSON.stringify(world),
    })
    if (!response.ok) throw new Error(`the world was refused: ${await response.text()}`)
  }

  /** Hands in one message for an account. */
  async submit(raw: Buffer, address: string): Promise<void> {
    await this.#sandbox.client.messages.inject(raw, { from: 'anna@app.test', to: [address] })
  }

  /** Delivers mails to an account; their subjects are `Mail 0` and so on. */
  async deliver(address: string, count: number): Promise<void> {
    for (let n = 0; n < count; n++) {
      const header = [
        'From: anna@app.test',
        `To: ${address}`,
        `Subject: Mail ${n}`,
        `Message-ID: <${n}@app.test>`,
      ]
      await this.submit(Buffer.from([...header, '', '.a dot', `line ${n}`, ''].join('\r\n')), address)
    }
  }

  /** What a folder of an account holds: subject and flags of each entry, in alphabetical order. */
  async entries(address: string, folder: string): Promise<string[]> {
    const path = `/accounts/${encodeURIComponent(address)}/folders/${encodeURIComponent(folder)}/entries`
    const { items } = await this.#json<Page<Entry>>(`${path}?limit=1000`)
    return items.map(({ message, flags }) => `${message.subject} ${flags.toSorted().join(' ')}`.trim()).sort()
  }

  /** The certificate that the SMTPS port shows, PEM. */
  async certificate(): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    const socket = connect({ host: '127.0.0.1', port: this.smtps, rejectUnauthorized: false })
    socket.on('error', reject)
    socket.on('secureConnect', () => {
      const base64 = socket.getPeerCertificate().raw.toString('base64')
      resolve(
        `-----BEGIN CERTIFICATE-----\n${base64.replaceAll(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`,
      )
      socket.destroy()
    })
    return promise
  }

  /** A file of its own folder, gone when the box closes. */
  file(name: string): string {
    return join(this.#folder, name)
  }

  empty(): void {
    this.#sandbox.reset()
  }

  async close(): Promise<void> {
    await this.#sandbox.close()
    rmSync(this.#folder, { recursive: true })
  }

  async #json<T>(path: string): Promise<T> {
    const response = await fetch(`${this.api}${path}`)
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    return (await response.json()) as T
  }
}
