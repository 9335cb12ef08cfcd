import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ConfigError } from '../../server/config.ts'
import { createSandbox, type Options, type Sandbox } from '../../server/sandbox.ts'

async function start(options: Partial<Options> = {}): Promise<Sandbox> {
  const box = await createSandbox(options)
  onTestFinished(() => box.close())
  return box
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
