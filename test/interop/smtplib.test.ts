import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { HARD_MAIL } from './hard-mail.ts'
import { MailBox } from './mail-box.ts'
import { runProgram } from './run-program.ts'

const SCRIPT = fileURLToPath(new URL('send-mail.py', import.meta.url))

let box: MailBox
beforeAll(async () => {
  box = await MailBox.open()
  writeFileSync(box.file('ca.pem'), await box.certificate())
})
afterEach(() => box.empty())
afterAll(() => box.close())

function send(port: number, recipient: string, options: Record<string, string> = {}): Promise<string> {
  const settings = Object.entries(options).map(([name, value]) => `${name}=${value}`)
  return runProgram('python3', [SCRIPT, `${port}`, 'anna@app.test', recipient, ...settings], {
    input: HARD_MAIL,
  })
}

describe("Python's smtplib", () => {
  it.each([
    ['in the clear', (): [number, Record<string, string>] => [box.smtp, {}]],
    [
      'with STARTTLS',
      (): [number, Record<string, string>] => [box.smtp, { tls: 'starttls', cafile: box.file('ca.pem') }],
    ],
    [
      'with implicit TLS',
      (): [number, Record<string, string>] => [box.smtps, { tls: 'implicit', cafile: box.file('ca.pem') }],
    ],
  ])('sends mail %s that arrives byte for byte', async (how, to) => {
    const [port, options] = to()
    await send(port, 'bob@example.test', options)
    const { message, raw } = await box.only()
    expect(raw.equals(HARD_MAIL)).toBe(true)
    expect(message.session).toMatchObject({
      ehlo: 'python.test',
      tls: how === 'in the clear' ? null : { protocol: 'TLSv1.3' },
    })
  })

  it.each(['PLAIN', 'LOGIN', 'CRAM-MD5'])('logs in with %s', async mechanism => {
    await send(box.smtp, 'bob@example.test', { user: 'anna', password: 'secret', mechanism })
    const { message } = await box.only()
    expect(message.user).toBe('anna')
    expect(message.session).toMatchObject({ auth: { method: mechanism, user: 'anna' } })
  })

  it('sends to an address beyond ASCII', async () => {
    await send(box.smtp, 'j\u00f6rg@b\u00fccher.test', { smtputf8: '1' })
    const { message } = await box.only()
    expect(message.envelope.to).toEqual(['j\u00f6rg@b\u00fccher.test'])
  })

  it('asks for reports of its delivery', async () => {
    await send(box.smtp, 'bob@example.test', {
      mail: 'RET=HDRS ENVID=QQ314159',
      rcpt: 'NOTIFY=DELAY,FAILURE ORCPT=rfc822;bob+2Blist@example.test',
    })
    const { from, to } = (await box.only()).message.paths
    expect(from.parameters).toMatchObject({ RET: 'HDRS', ENVID: 'QQ314159' })
    expect(to[0]?.parameters).toEqual({
      NOTIFY: 'DELAY,FAILURE',
      ORCPT: 'rfc822;bob+2Blist@example.test',
    })
    await expect(send(box.smtp, 'bob@example.test', { rcpt: 'NOTIFY=PERHAPS' })).rejects.toThrow('5.5.4')
  })

  it.each(['"a b"@x.test', '"a@b"@x.test', 'dots..and.@x.test'])('sends to %s', async recipient => {
    await send(box.smtp, recipient)
    const { message } = await box.only()
    expect(message.envelope.to).toEqual([recipient])
  })
})
