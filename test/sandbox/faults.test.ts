import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tls from 'node:tls'
import { createTransport } from 'nodemailer'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ConfigError } from '../../server/config.ts'
import { createSandbox, type Options, type Sandbox } from '../../server/sandbox.ts'

async function start(options: Partial<Options> = {}): Promise<Sandbox> {
  const box = await createSandbox(options)
  onTestFinished(() => box.close())
  return box
}

async function startSecure(): Promise<Sandbox> {
  const stateDir = await mkdtemp(join(tmpdir(), 'facteur-'))
  onTestFinished(() => rm(stateDir, { recursive: true }))
  return start({ tls: true, stateDir })
}

async function fileOf(content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'facteur-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'faults.yaml')
  await writeFile(path, content)
  return path
}

/** The reply code that ends the sending of a mail. */
async function send({ ports }: Sandbox, to: string): Promise<number> {
  const transport = createTransport({ host: '127.0.0.1', port: ports.smtp, ignoreTLS: true })
  try {
    const { response } = await transport.sendMail({ from: 'app@x.test', to, text: 'Hello' })
    return Number(response.slice(0, 3))
  } catch (error) {
    return (error as { responseCode?: number }).responseCode ?? 0
  } finally {
    transport.close()
  }
}

const GREYLISTING = `
# The first two attempts of Anna fail, then mail for her is taken.
- match: { stage: rcpt, recipient: anna@x.test, attempt: { first: 2 } }
  act: { reply: { code: 451, enhanced: 4.7.1, text: 'Greylisted, try again' } }
`

describe('--faults', () => {
  it('befall clients from the start, and after a reset as at the start', async () => {
    const box = await start({ faults: await fileOf(GREYLISTING) })
    const attempts = async () => [
      await send(box, 'bob@x.test'),
      await send(box, 'anna@x.test'),
      await send(box, 'anna@x.test'),
      await send(box, 'anna@x.test'),
    ]
    expect(await attempts()).toEqual([250, 451, 451, 250])
    expect((await box.client.messages.get('latest')).notes).not.toContain('faulted')
    expect((await box.client.faults.list()).map(({ fired }) => fired)).toEqual([2])
    await box.client.faults.add({ match: { stage: 'connect' }, act: { close: true } })
    box.reset()
    expect((await box.client.faults.list()).map(({ fired }) => fired)).toEqual([0])
    expect(await attempts()).toEqual([250, 451, 451, 250])
  })

  it('that are wrong are told with the file and the place', async () => {
    const faults = await fileOf('- match: { stage: rcpt }\n  act: { reply: { code: 45 } }\n')
    const started = createSandbox({ faults })
    await expect(started).rejects.toThrow(ConfigError)
    await expect(started).rejects.toThrow(
      `--faults: ${faults}: fault 1: /act/reply/code must be a whole number from 200 to 599`,
    )
  })

  it('are as many as --max-faults says', async () => {
    const faults = await fileOf(GREYLISTING + GREYLISTING)
    await expect(createSandbox({ faults, maxFaults: 1 })).rejects.toThrow('--max-faults')
  })
})

describe('at connect, on the ports with implicit TLS', () => {
  it.each([
    ['smtps', 'connect'],
    ['pop3s', 'pop3:connect'],
    ['imaps', 'imap:connect'],
  ] as const)('of %s, a connection is closed before its handshake', async (port, stage) => {
    const box = await startSecure()
    const { id } = await box.client.faults.add({ match: { stage }, act: { close: true } })
    const socket = net.connect(box.ports[port]!, '127.0.0.1')
    const received: Buffer[] = []
    for await (const chunk of socket) received.push(chunk as Buffer)
    expect([Buffer.concat(received).length, (await box.client.faults.get(id)).fired]).toEqual([0, 1])
  })

  it.each([
    ['pop3s', 'pop3:connect', '+OK '],
    ['imaps', 'imap:connect', '* OK '],
  ] as const)('of %s, one that was delayed meets it once, and is greeted', async (port, stage, greeting) => {
    const box = await startSecure()
    const { id } = await box.client.faults.add({ match: { stage }, act: { delay: '20ms' } })
    const socket = tls.connect({ port: box.ports[port]!, host: '127.0.0.1', rejectUnauthorized: false })
    const [chunk] = (await once(socket, 'data')) as [Buffer]
    socket.destroy()
    expect(chunk.toString('latin1').slice(0, greeting.length)).toBe(greeting)
    expect((await box.client.faults.get(id)).fired).toBe(1)
  })
})

describe('a reset in the moment in which the TLS handshake ends', () => {
  it.each([
    ['smtps', 'banner'],
    ['pop3s', 'pop3:banner'],
    ['imaps', 'imap:banner'],
  ] as const)('of %s breaks one connection off, and no other', async (port, stage) => {
    const box = await startSecure()
    await box.client.faults.add({ match: { stage }, act: { reset: true }, uses: 1 })
    const open = () => tls.connect({ port: box.ports[port]!, host: '127.0.0.1', rejectUnauthorized: false })
    const [error] = (await once(open(), 'close').catch((error: unknown) => [error])) as [
      NodeJS.ErrnoException,
    ]
    expect(error.code).toBe('ECONNRESET')
    const next = open()
    const [greeting] = (await once(next, 'data')) as [Buffer]
    next.destroy()
    expect(greeting.toString()).toMatch(/^(?:220|\+OK|\* OK) /)
  })
})

it.each(['smtp', 'smtps'] as const)('a message tells of the delay of its connection to %s', async port => {
  const box = await startSecure()
  await box.client.faults.add({ match: { stage: 'connect' }, act: { delay: '20ms' }, uses: 1 })
  const transport = createTransport({
    host: '127.0.0.1',
    port: box.ports[port]!,
    secure: port === 'smtps',
    tls: { rejectUnauthorized: false },
  })
  onTestFinished(() => transport.close())
  await transport.sendMail({ from: 'app@x.test', to: 'bob@x.test', text: 'Hello' })
  const { id, notes } = await box.client.messages.get('latest')
  expect(notes).toContain('faulted')
  const [first] = (await box.client.messages.journey(id)).steps
  expect(first).toMatchObject({ type: 'faulted', stage: 'connect', act: { delay: '20ms' } })
  expect(await box.client.messages.transcript(id)).toContainEqual({
    at: expect.any(Number),
    side: 'note',
    text: 'fault f1: delay 20ms',
  })
})

it('a fault set by the API befalls a real client, and the message says so', async () => {
  const box = await start()
  await box.client.faults.add({
    match: { stage: 'after-data', query: 'to:bob@x.test' },
    act: { delay: '20ms', duplicate: true },
    uses: 1,
  })
  expect(await send(box, 'bob@x.test')).toBe(250)
  const { items, total } = await box.client.messages.list()
  expect(total).toBe(2)
  expect(items.map(({ notes }) => notes.includes('faulted'))).toEqual([true, true])
  expect(await box.client.messages.transcript('latest')).toContainEqual({
    at: expect.any(Number),
    side: 'note',
    text: 'fault f1: delay 20ms, duplicate',
  })
})
