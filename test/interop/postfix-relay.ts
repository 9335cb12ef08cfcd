import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runProgram } from './run-program.ts'

export interface PostfixRelayOptions {
  /** IPv4 address of the DNS server, which answers on port 53: the resolver of the system knows no other. */
  readonly nameServer: string
  /** The port at which mail servers are reached, instead of 25. */
  readonly smtpPort: number
}

/** A mail that waits in the queue, as postqueue prints it. */
interface QueuedMail {
  readonly queue_name: string
  readonly recipients: readonly { readonly address: string; readonly delay_reason?: string }[]
}

const SERVICES = `
pickup    unix       n - n 60  1 pickup
cleanup   unix       n - n -   0 cleanup
qmgr      unix       n - n 300 1 qmgr
rewrite   unix       - - n -   - trivial-rewrite
bounce    unix       - - n -   0 bounce
defer     unix       - - n -   0 bounce
trace     unix       - - n -   0 bounce
error     unix       - - n -   - error
retry     unix       - - n -   - error
showq     unix       n - n -   - showq
smtp      unix       - - y -   - smtp
postlog   unix-dgram n - n -   1 postlogd
`

/** @throws Error that says what to do when this process may neither run Postfix nor have the port 53 */
export function needRoot(): void {
  if (process.getuid?.() === 0) return
  throw new Error('Postfix, and port 53, need the rights of root; run the interop tests as root.')
}

/**
 * A Postfix of its own: configuration, queue and log lie in a folder that goes with it, and it does not listen. It takes
 * mail from its sendmail command, looks up the mail exchanges of recipients and sends it there.
 */
export class PostfixRelay {
  readonly #folder: string
  readonly #configuration: string

  private constructor(folder: string) {
    this.#folder = folder
    this.#configuration = join(folder, 'configuration')
  }

  static async start(options: PostfixRelayOptions): Promise<PostfixRelay> {
    const relay = new PostfixRelay(mkdtempSync(join(tmpdir(), 'facteur-postfix-')))
    relay.#furnish(options)
    await relay.#postfix('start')
    return relay
  }

  /** Hands in a mail as a program on this machine does. */
  async submit(from: string, to: string, mail: string): Promise<void> {
    await runProgram('sendmail', ['-C', this.#configuration, '-i', '-f', from, to], { input: mail })
  }

  /** Why the mail for an address is still in the queue; null: it is not, or was not tried yet. */
  async delayOf(address: string): Promise<string | null> {
    const lines = await runProgram('postqueue', ['-c', this.#configuration, '-j'])
    const mails = lines.split('\n').filter(line => line !== '')
    const recipients = mails.flatMap(line => (JSON.parse(line) as QueuedMail).recipients)
    return recipients.find(recipient => recipient.address === address)?.delay_reason ?? null
  }

  /** Tries again all that is in the queue. */
  async flush(): Promise<void> {
    await runProgram('postqueue', ['-c', this.#configuration, '-f'])
  }

  get log(): string {
    return readFileSync(join(this.#folder, 'log'), 'utf8')
  }

  async stop(): Promise<void> {
    await this.#postfix('stop')
    rmSync(this.#folder, { recursive: true })
  }

  #furnish({ nameServer, smtpPort }: PostfixRelayOptions): void {
    // Its parts run as a user of their own, who must get at their queue.
    chmodSync(this.#folder, 0o755)
    const queue = join(this.#folder, 'queue')
    mkdirSync(this.#configuration)
    // The part that sends is confined to the queue's folder, and finds its name server there instead of in /etc.
    mkdirSync(join(queue, 'etc'), { recursive: true })
    writeFileSync(join(queue, 'etc', 'resolv.conf'), `nameserver ${nameServer}\n`)
    writeFileSync(join(this.#configuration, 'master.cf'), SERVICES)
    const parameters = {
      compatibility_level: '3.6',
      queue_directory: queue,
      data_directory: join(this.#folder, 'data'),
      maillog_file: join(this.#folder, 'log'),
      maillog_file_prefixes: this.#folder,
      myhostname: 'relay.app.test',
      mydestination: '',
      inet_interfaces: '127.0.0.1',
      inet_protocols: 'ipv4',
      alias_maps: '',
      smtp_tcp_port: `${smtpPort}`,
      smtp_tls_security_level: 'none',
    }
    const lines = Object.entries(parameters).map(([name, value]) => `${name} = ${value}\n`)
    writeFileSync(join(this.#configuration, 'main.cf'), lines.join(''))
  }

  async #postfix(command: 'start' | 'stop'): Promise<void> {
    await runProgram('postfix', ['-c', this.#configuration, command])
  }
}
