import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { HARD_MAIL } from './hard-mail.ts'
import { MailBox } from './mail-box.ts'
import { runProgram } from './run-program.ts'

const SCRIPT = fileURLToPath(new URL('read-maildrop.py', import.meta.url))

interface Maildrop {
  readonly octets: number
  readonly messages: readonly {
    readonly size: number
    readonly id: string
    readonly raw: string
    readonly headerLines: number
  }[]
  readonly capabilities: readonly string[]
}

let box: MailBox
beforeAll(async () => {
  box = await MailBox.open()
  writeFileSync(box.file('ca.pem'), await box.certificate())
})
afterEach(() => box.empty())
afterAll(() => box.close())

async function read(port: number, options: Record<string, string> = {}): Promise<Maildrop> {
  const { user = 'bob@example.test', ...others } = options
  const settings = Object.entries(others).map(([name, value]) => `${name}=${value}`)
  return JSON.parse(await runProgram('python3', [SCRIPT, `${port}`, user, 'sesame', ...settings])) as Maildrop
}

describe('poplib', () => {
  it.each<[string, () => Promise<Maildrop>]>([
    ['in the clear', () => read(box.pop3)],
    ['with APOP', () => read(box.pop3, { login: 'apop' })],
    ['with STLS', () => read(box.pop3, { tls: 'stls', cafile: box.file('ca.pem') })],
    ['with implicit TLS', () => read(box.pop3s, { tls: 'implicit', cafile: box.file('ca.pem') })],
    ['for the catch-all account', () => read(box.pop3, { user: 'ci', utf8: '1' })],
  ])('reads mail %s that is the same byte for byte', async (_how, readMail) => {
    await box.submit(HARD_MAIL, 'bob@example.test')
    const { octets, messages } = await readMail()
    expect(octets).toBe(HARD_MAIL.length)
    expect(messages).toHaveLength(1)
    const [message] = messages
    expect(Buffer.from(message?.raw ?? '', 'base64').equals(HARD_MAIL)).toBe(true)
    expect(message?.size).toBe(HARD_MAIL.length)
    expect(message?.headerLines).toBe(6)
  })

  it('finds the same unique-ids again, and deletes for good', async () => {
    for (let count = 0; count < 3; count++) await box.submit(HARD_MAIL, 'bob@example.test')
    const first = await read(box.pop3, { delete: '2' })
    const second = await read(box.pop3)
    const ids = first.messages.map(({ id }) => id)
    expect(second.messages.map(({ id }) => id)).toEqual([ids[0], ids[2]])
    expect(second.capabilities).toContain('UTF8')
  })
})
