import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { LineClient } from './line-client.ts'

const PROGRAM = '/usr/sbin/dovecot'
const USER = 'bench'

/** A Dovecot of our own on loopback, with one mailbox of files. */
export interface Dovecot {
  readonly imap: number
  readonly pop3: number
  readonly user: string
  close(): Promise<void>
}

/** Whether Dovecot can be run: Debian's packages dovecot-imapd and dovecot-pop3d, by root, as it changes users. */
export function hasDovecot(): boolean {
  return existsSync(PROGRAM) && process.getuid?.() === 0
}

/** Starts Dovecot with mails in the INBOX of its user, who may log in with the password `secret`. */
export async function startDovecot(mails: Iterable<Buffer>): Promise<Dovecot> {
  const folder = await mkdtemp(join(tmpdir(), 'facteur-bench-'))
  const [imap, pop3] = [await freePort(), await freePort()]
  await writeFile(join(folder, 'dovecot.conf'), configuration(folder, imap, pop3))
  await fillMaildir(join(folder, 'mail', USER), mails)
  const child = spawn(PROGRAM, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' })
  const close = async (): Promise<void> => {
    const exit = once(child, 'exit')
    child.kill()
    await exit
    await rm(folder, { recursive: true, maxRetries: 5 })
  }
  await answering([imap, pop3]).catch(async (error: unknown) => {
    await close()
    throw error
  })
  return { imap, pop3, user: USER, close }
}

function configuration(folder: string, imap: number, pop3: number): string {
  return `
protocols = imap pop3
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
listen = 127.0.0.1
first_valid_uid = 0
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=dovecot gid=dovecot home=${folder}/mail/%u
}
mail_location = maildir:${folder}/mail/%u
service imap-login {
  ${listener('imap', imap)} ${listener('imaps', 0)}
}
service pop3-login {
  ${listener('pop3', pop3)} ${listener('pop3s', 0)}
}
`
}

function listener(name: string, port: number): string {
  return `inet_listener ${name} {\n port = ${port}\n }\n`
}

async function fillMaildir(folder: string, mails: Iterable<Buffer>): Promise<void> {
  const [uid, gid] = [idOfDovecot('-u'), idOfDovecot('-g')]
  for (const path of ['', 'cur', 'new', 'tmp']) {
    await mkdir(join(folder, path), { recursive: true })
    await chown(join(folder, path), uid, gid)
  }
  await chown(join(folder, '..'), uid, gid)
  await chown(join(folder, '..', '..'), uid, gid)
  let n = 0
  for (const mail of mails) {
    const file = join(folder, 'cur', `${1_700_000_000 + n}.${n}.bench:2,`)
    await writeFile(file, mail)
    await chown(file, uid, gid)
    n++
  }
}

function idOfDovecot(option: '-u' | '-g'): number {
  return Number(execFileSync('id', [option, 'dovecot'], { encoding: 'utf8' }))
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Waits until every port takes connections; Dovecot says nothing when it is ready. */
async function answering(ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    for (let tries = 50; ; tries--) {
      try {
        ;(await LineClient.connect(port)).close()
        break
      } catch (error) {
        if (tries === 0) throw error
        await delay(100)
      }
    }
  }
}
