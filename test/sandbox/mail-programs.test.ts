import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createWebSocketStream, WebSocket } from 'ws'
import { ConfigError } from '../../server/config.ts'
import { createSandbox, type Options, type Sandbox } from '../../server/sandbox.ts'
import { LineQueue } from '../dialogues/line-queue.ts'

async function start(options?: Partial<Options>): Promise<Sandbox> {
  const sandbox = await createSandbox(options)
  onTestFinished(() => sandbox.close())
  return sandbox
}

/** Says lines, each after the answer to the one before; gives the last line of each answer, the greeting first. */
async function talk(stream: Duplex, commands: readonly string[], isLast: RegExp): Promise<string[]> {
  onTestFinished(() => void stream.destroy())
  stream.on('error', () => {})
  const lines = new LineQueue(stream)
  const answers = [(await lines.next()) ?? 'closed']
  for (const command of commands) {
    stream.write(`${command}\r\n`)
    let line = await lines.next()
    while (line !== null && !isLast.test(line)) line = await lines.next()
    answers.push(line ?? 'closed')
  }
  return answers
}

const secure = (port: number | undefined): Socket =>
  connectTls({ host: '127.0.0.1', port: port ?? 0, rejectUnauthorized: false })
const to = (port: number | undefined): Socket => connect(port ?? 0, '127.0.0.1')
const imap = (stream: Duplex, ...commands: string[]) => talk(stream, commands, /^(?:a |\* BYE)/)
const pop3 = (stream: Duplex, ...commands: string[]) => talk(stream, commands, /^(?:\+OK|-ERR)/)
const smtp = (stream: Duplex, ...commands: string[]) => talk(stream, commands, /^\d{3} /)

describe('a mail program', () => {
  it('finds the captured mail over IMAP and over POP3, and a flag set by one door shows at every other', async () => {
    const box = await start()
    await box.client.messages.inject('Subject: hi\r\n\r\nhello\r\n', { from: 'a@x.test', to: ['bob@x.test'] })
    const answers = await imap(
      to(box.ports.imap),
      'a LOGIN bob@x.test any',
      'a SELECT INBOX',
      'a STORE 1 +FLAGS (\\Flagged)',
    )
    expect(answers.slice(1).every(answer => answer.startsWith('a OK'))).toBe(true)
    const { items } = await box.client.folders('bob@x.test').entries('INBOX').list()
    expect(items[0]?.flags).toEqual(['\\Flagged'])
    expect(await pop3(to(box.ports.pop3), 'USER bob@x.test', 'PASS any', 'STAT')).toContain('+OK 1 22')
  })

  it('is named in the journey of what it read, as whoever marks it as seen by a request', async () => {
    const box = await start()
    const { id } = await box.client.messages.inject('Subject: hi\r\n\r\nhello\r\n', {
      from: 'a@x.test',
      to: ['bob@x.test'],
    })
    await imap(to(box.ports.imap), 'a LOGIN bob@x.test any', 'a SELECT INBOX', 'a FETCH 1 BODY[]', 'a LOGOUT')
    await pop3(to(box.ports.pop3), 'USER reader', 'PASS any', 'RETR 1', 'DELE 1', 'QUIT')
    await box.client
      .folders('bob@x.test')
      .entries('INBOX')
      .patch(1, { remove: ['\\Seen'] })
    await box.client
      .folders('bob@x.test')
      .entries('INBOX')
      .patch(1, { add: ['\\Seen'] })
    const { steps, origin, made } = await box.client.messages.journey(id)
    expect({ origin, made }).toEqual({ origin: null, made: [] })
    expect(steps.map(step => [step.type, 'user' in step ? `${step.protocol} ${step.user}` : null])).toEqual([
      ['submitted', null],
      ['routed', null],
      ['delivered', null],
      ['delivered', null],
      ['read', 'imap bob@x.test'],
      ['read', 'pop3 reader'],
      ['expunged', null],
      ['read', 'http null'],
    ])
  })

  it('is served over TLS, from the first byte or after STARTTLS', async () => {
    const stateDir = mkdtempSync(join(tmpdir(), 'facteur-programs-'))
    onTestFinished(() => rmSync(stateDir, { recursive: true }))
    const { ports } = await start({ tls: true, stateDir })
    expect((await imap(secure(ports['imaps'])))[0]).toMatch(/^\* OK \[CAPABILITY (?!.*STARTTLS)/)
    expect((await pop3(secure(ports['pop3s'])))[0]).toMatch(/^\+OK /)
    expect((await imap(to(ports.imap)))[0]).toMatch(/STARTTLS/)
    expect(await pop3(to(ports.pop3), 'STLS')).toEqual([expect.anything(), expect.stringMatching(/^\+OK/)])
  })

  it('reaches the same engines by tunnels through HTTP', async () => {
    const box = await start()
    await box.client.accounts.put('bob@x.test')
    for (const [protocol, greeting] of [
      ['imap', /^\* OK /],
      ['pop3', /^\+OK /],
    ] as const) {
      const url = `${box.url.replace('http', 'ws')}/api/v1/accounts/bob@x.test/${protocol}`
      const [first] = await talk(createWebSocketStream(new WebSocket(url)), [], greeting)
      expect(first).toMatch(greeting)
    }
  })

  it('logs in as a named user alone, once users are named', async () => {
    const { ports } = await start({ user: ['bob@x.test:secret'] })
    const log = async (password: string): Promise<string | undefined> =>
      (await imap(to(ports.imap), `a LOGIN bob@x.test ${password}`))[1]
    expect(await log('secret')).toMatch(/^a OK/)
    expect(await log('wrong')).toMatch(/^a NO \[AUTHENTICATIONFAILED\]/)
  })
})

describe('options of POP3 and IMAP', () => {
  it('take capabilities away, and refuse names that are none', async () => {
    const { ports } = await start({ imapDisable: ['idle'], imapLiteralMinus: true })
    const [greeting, , answer] = await imap(to(ports.imap), 'a LOGIN all any', 'a IDLE')
    expect(greeting).toMatch(/LITERAL-/)
    expect(answer).toMatch(/^a BAD/)
    await expect(createSandbox({ imapDisable: ['IDLEE'] })).rejects.toThrow(ConfigError)
    await expect(createSandbox({ imapDisable: ['IDLEE'] })).rejects.toThrow(/--imap-disable.*"IDLEE".*IDLE/)
  })

  it('bound lines, bad commands and connections of one address', async () => {
    const { ports } = await start({
      maxImapLine: 100,
      maxPop3Line: 50,
      maxBadCommands: 2,
      maxConnectionsPerAddress: 1,
    })
    const long = 'x'.repeat(200)
    const client = to(ports.imap)
    expect((await imap(client, `a NOOP ${long}`, 'a NONE'))[2]).toMatch(/^\* BYE|^a BAD/)
    client.destroy()
    const reader = to(ports.pop3)
    expect((await pop3(reader, `USER ${long}`))[1]).toMatch(/^-ERR/)
    expect((await pop3(to(ports.pop3)))[0]).toMatch(/^-ERR \[SYS\/TEMP\]/)
  })

  it('give every account a quota', async () => {
    const box = await start({ quota: 1000, quotaMessages: 1 })
    const recipient = async (size: number): Promise<string | undefined> =>
      (await smtp(to(box.ports.smtp), 'EHLO x', `MAIL FROM:<a@x> SIZE=${size}`, 'RCPT TO:<bob@x.test>'))[3]
    expect(await recipient(1001)).toMatch(/^552 5\.2\.2/)
    expect(await recipient(900)).toMatch(/^250/)
    await box.client.messages.inject('Subject: hi\r\n\r\n', { from: 'a@x.test', to: ['bob@x.test'] })
    expect(await recipient(10)).toMatch(/^452 4\.2\.2/)
    const answers = await imap(
      to(box.ports.imap),
      'a LOGIN bob@x.test any',
      'a SELECT INBOX',
      'a COPY 1 Archive',
    )
    expect(answers[3]).toMatch(/^a NO \[OVERQUOTA\]/)
  })

  it('bound the time of a wait', async () => {
    const box = await start({ maxWait: 50 })
    const response = await fetch(`${box.url}/api/v1/messages/wait?timeout=1s`)
    expect(await response.json()).toMatchObject({ code: 'timeout-too-long', longest: '50ms' })
  })
})
