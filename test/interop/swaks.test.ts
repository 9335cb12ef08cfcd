import { writeFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { HARD_MAIL } from './hard-mail.ts'
import { MailBox } from './mail-box.ts'
import { runProgram } from './run-program.ts'

let box: MailBox
beforeAll(async () => {
  box = await MailBox.open()
  writeFileSync(box.file('mail.eml'), HARD_MAIL)
})
afterEach(() => box.empty())
afterAll(() => box.close())

function swaks(...args: string[]): Promise<string> {
  const envelope = [
    '--from',
    'anna@app.test',
    '--to',
    'bob@example.test',
    '--data',
    `@${box.file('mail.eml')}`,
  ]
  return runProgram('swaks', ['--server', '127.0.0.1', ...envelope, ...args])
}

describe('swaks', () => {
  it.each([
    ['in the clear', (): string[] => ['--port', `${box.smtp}`]],
    ['pipelined', (): string[] => ['--port', `${box.smtp}`, '--pipeline']],
    ['with STARTTLS', (): string[] => ['--port', `${box.smtp}`, '--tls']],
    ['with implicit TLS', (): string[] => ['--port', `${box.smtps}`, '--tls-on-connect']],
  ])('sends mail %s that arrives byte for byte', async (_how, args) => {
    await swaks(...args())
    const { raw } = await box.only()
    // swaks ends what it read from a file with one more line end.
    expect(raw.equals(Buffer.concat([HARD_MAIL, Buffer.from('\r\n')]))).toBe(true)
  })

  it.each(['PLAIN', 'LOGIN', 'CRAM-MD5'])(
    'logs in with %s, and the transcript hides the password',
    async mechanism => {
      const login = ['--auth', mechanism, '--auth-user', 'anna', '--auth-password', 'correct horse']
      await swaks('--port', `${box.smtp}`, ...login)
      const { message } = await box.only()
      expect(message.user).toBe('anna')
      const transcript = await (await fetch(`${box.api}/messages/${message.id}/transcript`)).text()
      expect(transcript).toContain(`AUTH ${mechanism}`)
      for (const secret of ['correct horse', base64('correct horse'), base64('\0anna\0correct horse')]) {
        expect(transcript).not.toContain(secret)
      }
    },
  )

  it('speaks for another client, where the world trusts it', async () => {
    await box.surround({ submission: { xclient: ['127.0.0.1'] } })
    const client = ['--xclient-addr', '198.51.100.7', '--xclient-port', '4711', '--xclient-name', 'a.test']
    const session = ['--xclient-delim', '--xclient-helo', 'spike test', '--xclient-login', 'anna+böll']
    await swaks('--port', `${box.smtp}`, ...client, ...session)
    const { message } = await box.only()
    expect(message.session).toMatchObject({
      address: '198.51.100.7',
      port: 4711,
      ehlo: 'spike test',
      auth: { method: 'XCLIENT', user: 'anna+böll' },
    })
  })

  it('is not offered to speak for another client elsewhere', async () => {
    const sent = swaks('--port', `${box.smtp}`, '--xclient-addr', '198.51.100.7')
    await expect(sent).rejects.toThrow('Host did not advertise XCLIENT')
  })

  it('sends to many recipients at once', async () => {
    const names = Array.from({ length: 20 }, (_, n) => `user${n}@example.test`)
    await swaks('--port', `${box.smtp}`, '--to', names.join(','))
    const { message } = await box.only()
    expect(message.envelope.to).toEqual(names)
  })
})

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
