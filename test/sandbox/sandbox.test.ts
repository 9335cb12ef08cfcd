import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createTransport } from 'nodemailer'
import { afterEach, describe, expect, it, onTestFinished, test } from 'vitest'
import { ConfigError } from '../../server/config.ts'
import { createSandbox, type Options, type Sandbox } from '../../server/sandbox.ts'

const open: Sandbox[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(sandbox => sandbox.close()))
})

async function start(options?: Partial<Options>): Promise<Sandbox> {
  const sandbox = await createSandbox(options)
  open.push(sandbox)
  return sandbox
}

async function send(port: number, message: Record<string, unknown>, options: Record<string, unknown> = {}) {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    tls: { rejectUnauthorized: false },
    ...options,
  })
  try {
    return await transport.sendMail({ from: 'anna@app.test', to: 'bob@x.test', text: 'Hello', ...message })
  } finally {
    transport.close()
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

describe('a sandbox in process', () => {
  it('captures what a client sends and shows it through its own client, byte for byte', async () => {
    const box = await start()
    await send(box.ports.smtp, { subject: 'Grüße', text: 'Hello Bob\n.\n..\n' })
    const { items, total } = await box.client.messages.list()
    expect(total).toBe(1)
    expect(items[0]).toMatchObject({
      subject: 'Grüße',
      envelope: { from: 'anna@app.test', to: ['bob@x.test'] },
    })
    const raw = await box.client.messages.raw('latest')
    expect(Buffer.from(raw)).toEqual(box.store.latest?.raw)
  })

  it('runs ten times side by side, each with mail of its own', async () => {
    const boxes = await Promise.all(Array.from({ length: 10 }, () => start()))
    expect(new Set(boxes.flatMap(box => [box.ports.smtp, box.ports.http])).size).toBe(20)
    await Promise.all(boxes.map((box, n) => send(box.ports.smtp, { subject: `mail ${n}` })))
    const lists = await Promise.all(boxes.map(box => box.client.messages.list()))
    expect(lists.map(({ items }) => items.map(({ subject }) => subject))).toEqual(
      boxes.map((_, n) => [`mail ${n}`]),
    )
    await Promise.all(boxes.map(box => box.close()))
    expect(await Promise.all(boxes.map(box => accepts(box.ports.smtp)))).not.toContain(true)
  })

  it('closes at once while clients are connected, and may be closed again', async () => {
    const box = await start()
    const idle = connect(box.ports.smtp, '127.0.0.1')
    const ended = new Promise(resolve => idle.once('close', resolve))
    await new Promise(resolve => idle.once('data', resolve))
    const events = box.client.events()
    await events.next()
    await box.close()
    await box.close()
    await ended
    await events.return(undefined)
    expect(await accepts(box.ports.http)).toBe(false)
  })

  it('is empty after reset, with the same ports and a feed that goes on', async () => {
    const box = await start()
    await send(box.ports.smtp, {})
    box.clock.freeze(0)
    const before = await box.client.cursor()
    box.reset()
    expect((await box.client.messages.list()).total).toBe(0)
    expect((await box.client.accounts.list()).items.map(({ address }) => address)).toEqual(['all'])
    expect(await box.client.cursor()).toBeGreaterThan(before)
    expect(box.clock.frozen).toBe(false)
    await send(box.ports.smtp, {})
    expect((await box.client.messages.list()).total).toBe(1)
  })

  it('is disposed of like any async resource', async () => {
    const box = await createSandbox()
    await box[Symbol.asyncDispose]()
    expect(await accepts(box.ports.smtp)).toBe(false)
  })

  it('dates messages by its own clock', async () => {
    const box = await start()
    box.clock.freeze(Date.UTC(2031, 4, 6))
    await send(box.ports.smtp, {})
    expect((await box.client.messages.get('latest')).receivedAt).toBe('2031-05-06T00:00:00.000Z')
  })

  it('drops what is too old when its clock advances', async () => {
    const box = await start({ maxAge: 86_400_000 })
    await send(box.ports.smtp, {})
    box.clock.advance(86_400_000 - 60_000)
    expect((await box.client.messages.list()).total).toBe(1)
    box.clock.advance(120_000)
    expect((await box.client.messages.list()).total).toBe(0)
  })
})

describe('options of a sandbox', () => {
  it('name who may send', async () => {
    const box = await start({ user: ['ci:secret'] })
    await expect(send(box.ports.smtp, {})).rejects.toMatchObject({ responseCode: 530 })
    await expect(send(box.ports.smtp, {}, { auth: { user: 'ci', pass: 'wrong' } })).rejects.toMatchObject({
      responseCode: 535,
    })
    await send(box.ports.smtp, {}, { auth: { user: 'ci', pass: 'secret' } })
    expect((await box.client.messages.get('latest')).user).toBe('ci')
  })

  it('guard the API, and the own client knows the way in', async () => {
    const box = await start({ httpUser: ['me:secret'] })
    expect((await fetch(`${box.url}/api/v1/messages`)).status).toBe(401)
    expect((await box.client.messages.list()).total).toBe(0)
  })

  it('say where it listens, and its URL leads there', async () => {
    const known = Object.values(networkInterfaces()).flat()
    const hosts = ['127.0.0.2', ...known.filter(one => one?.address === '::1').map(() => '::1')]
    for (const host of hosts) {
      const box = await start({ host: [host] })
      expect((await box.client.info()).ports, host).toEqual(box.ports)
    }
  })

  it('bound the message size', async () => {
    const box = await start({ maxMessageSize: 10_000 })
    await expect(send(box.ports.smtp, { text: 'x'.repeat(20_000) })).rejects.toMatchObject({
      responseCode: 552,
    })
  })

  it('bound the number of messages', async () => {
    const box = await start({ maxMessages: 2 })
    for (const subject of ['one', 'two', 'three']) await send(box.ports.smtp, { subject })
    const { items } = await box.client.messages.list()
    expect(items.map(({ subject }) => subject)).toEqual(['three', 'two'])
  })

  it('may be texts as flags have them, and those that are undefined are not given', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'facteur-users-')), 'users')
    writeFileSync(path, 'anna:secret\n')
    onTestFinished(() => rmSync(dirname(path), { recursive: true }))
    const given = { maxMessageSize: '10KiB', maxWait: '2s', smtpPort: undefined, usersFile: path }
    const box = await start(given as unknown as Partial<Options>)
    expect((await box.client.info()).limits).toMatchObject({ messageSize: 10_240 })
    await expect(box.client.messages.wait('', { timeout: '3s', count: 0 })).resolves.toBeDefined()
    await expect(send(box.ports.smtp, {})).rejects.toMatchObject({ responseCode: 530 })
  })

  it.each<[options: object, message: string]>([
    [{ smptPort: 2525 }, 'there is no option "smptPort"'],
    [{ smtpPort: 70_000 }, 'smtpPort: "70000" is not a whole number from 0 to 65535'],
    [{ maxMessages: -1 }, 'maxMessages: "-1" is not a whole number from 1'],
    [{ maxAge: 'soon' }, 'maxAge: "soon" is not a duration'],
    [{ maxWait: Infinity }, 'maxWait: "Infinityms" is not a duration'],
    [{ httpUser: 'anna:secret' }, "httpUser: it takes an array, not 'anna:secret'"],
    [{ user: [null] }, 'user: it does not take null'],
    [{ maxWait: null }, 'maxWait: it does not take null'],
    [{ usersFile: '/no/such/file' }, '--users-file: ENOENT'],
  ])('that do not fit are refused: %j', async (options, message) => {
    const starting = createSandbox(options)
    await expect(starting).rejects.toThrow(ConfigError)
    await expect(starting).rejects.toThrow(message)
  })

  it('that contradict each other are refused, and nothing stays open', async () => {
    await expect(createSandbox({ tls: true, tlsCert: 'only-half.pem' })).rejects.toThrow(ConfigError)
    const unused = { tlsCert: 'cert.pem', tlsKey: 'key.pem' }
    await expect(createSandbox(unused)).rejects.toThrow('of no use without --tls')
    const first = await start()
    const second = createSandbox({ smtpPort: first.ports.smtp })
    await expect(second).rejects.toThrow(`port ${first.ports.smtp} on 127.0.0.1 is in use`)
    await expect(second).rejects.toThrow('choose --smtp-port')
  })
})

describe('with TLS', () => {
  let folder: string
  afterEach(() => rmSync(folder, { recursive: true }))

  test('mail and API work over STARTTLS, SMTPS and HTTPS', async () => {
    folder = mkdtempSync(join(tmpdir(), 'facteur-tls-'))
    const box = await start({ tls: true, stateDir: folder })
    await send(box.ports.smtp, { subject: 'starttls' }, { requireTLS: true })
    await send(box.ports['smtps']!, { subject: 'smtps' }, { secure: true })
    const { items } = await box.client.messages.list()
    expect(items.map(({ subject }) => subject)).toEqual(['smtps', 'starttls'])
    const { session } = await box.client.messages.get('latest')
    expect(session.tls).toMatchObject({ protocol: 'TLSv1.3' })
    const { Agent, request } = await import('node:https')
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const agent = new Agent({ rejectUnauthorized: false })
      request(`https://localhost:${box.ports['https']}/api/v1/info`, { agent }, answer => {
        resolve(answer.statusCode)
        answer.resume()
      })
        .on('error', reject)
        .end()
    })
    expect(status).toBe(200)
  })
})
