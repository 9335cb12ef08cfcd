import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import type { Message, Page, Summary } from '../../server/http/contract.ts'
import { createSandbox, type Sandbox } from '../../server/sandbox.ts'

/** A sandbox with TLS, read over HTTP as any user reads it. */
export class MailBox {
  readonly smtp: number
  readonly smtps: number
  readonly api: string
  readonly #sandbox: Sandbox
  readonly #folder: string

  private constructor(sandbox: Sandbox, folder: string) {
    if (sandbox.ports.smtps === undefined) throw new Error('a sandbox with TLS has an SMTPS port')
    this.smtp = sandbox.ports.smtp
    this.smtps = sandbox.ports.smtps
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
