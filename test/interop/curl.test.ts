import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { HARD_MAIL } from './hard-mail.ts'
import { MailBox } from './mail-box.ts'
import { runProgram } from './run-program.ts'

let box: MailBox
beforeAll(async () => {
  box = await MailBox.open()
})
afterEach(() => box.empty())
afterAll(() => box.close())

const QUIET = ['--silent', '--show-error', '--fail-with-body']
const ENVELOPE = ['--mail-from', 'anna@app.test', '--mail-rcpt', 'bob@example.test', '--upload-file', '-']

describe('curl over SMTP', () => {
  it.each([
    ['in the clear', (): string[] => [`smtp://127.0.0.1:${box.smtp}`], null],
    ['with STARTTLS', (): string[] => ['--ssl-reqd', '--insecure', `smtp://127.0.0.1:${box.smtp}`], null],
    ['with implicit TLS', (): string[] => ['--insecure', `smtps://127.0.0.1:${box.smtps}`], null],
    ['with a login', (): string[] => ['--user', 'anna:secret', `smtp://127.0.0.1:${box.smtp}`], 'anna'],
  ])('sends mail %s that arrives byte for byte', async (_how, args, user) => {
    await runProgram('curl', [...QUIET, ...args(), ...ENVELOPE], { input: HARD_MAIL })
    const { message, raw } = await box.only()
    expect(raw.equals(HARD_MAIL)).toBe(true)
    expect(message.subject).toBe('Gr\u00fc\u00dfe')
    expect(message.envelope).toEqual({ from: 'anna@app.test', to: ['bob@example.test'] })
    expect(message.user).toBe(user)
  })

  it('accepts the certificate for the names it was made for', async () => {
    writeFileSync(box.file('ca.pem'), await box.certificate())
    for (const host of ['localhost', '127.0.0.1']) {
      await runProgram(
        'curl',
        [...QUIET, '--cacert', box.file('ca.pem'), `smtps://${host}:${box.smtps}`, ...ENVELOPE],
        { input: HARD_MAIL },
      )
    }
    const list = await runProgram('curl', [...QUIET, `${box.api}/messages`])
    expect(JSON.parse(list).total).toBe(2)
  })
})

describe('curl over POP3', () => {
  it.each([
    ['in the clear', (): string[] => [`pop3://127.0.0.1:${box.pop3}/1`]],
    ['with STLS', (): string[] => ['--ssl-reqd', '--insecure', `pop3://127.0.0.1:${box.pop3}/1`]],
    ['with implicit TLS', (): string[] => ['--insecure', `pop3s://127.0.0.1:${box.pop3s}/1`]],
    ...['PLAIN', 'LOGIN', 'CRAM-MD5', '+APOP'].map((method): [string, () => string[]] => [
      `with ${method}`,
      () => ['--login-options', `AUTH=${method}`, `pop3://127.0.0.1:${box.pop3}/1`],
    ]),
    [
      'with a token',
      (): string[] => [
        '--oauth2-bearer',
        'sesame',
        '--login-options',
        'AUTH=XOAUTH2',
        `pop3://127.0.0.1:${box.pop3}/1`,
      ],
    ],
  ])('reads mail %s that is the same byte for byte', async (_how, args) => {
    await box.submit(HARD_MAIL, 'bob@example.test')
    await runProgram('curl', [
      ...QUIET,
      '--user',
      'bob@example.test:sesame',
      '--output',
      box.file('mail'),
      ...args(),
    ])
    expect(readFileSync(box.file('mail')).equals(HARD_MAIL)).toBe(true)
  })

  it('lists what is there', async () => {
    await box.submit(HARD_MAIL, 'bob@example.test')
    const list = await runProgram('curl', [
      ...QUIET,
      '--user',
      'bob@example.test:x',
      `pop3://127.0.0.1:${box.pop3}/`,
    ])
    expect(list).toBe(`1 ${HARD_MAIL.length}\r\n`)
  })
})

describe('curl over HTTP', () => {
  it('hands in a raw message, and gets the same bytes back', async () => {
    const target = `${box.api}/messages?from=anna@app.test&to=bob@example.test&to=eve@example.test`
    const type = ['--header', 'Content-Type: message/rfc822']
    const { id } = JSON.parse(
      await runProgram('curl', [...QUIET, ...type, '--data-binary', '@-', target], { input: HARD_MAIL }),
    )
    await runProgram('curl', [...QUIET, '--output', box.file('raw'), `${box.api}/messages/${id}/raw`])
    const { message, raw } = await box.only()
    expect(raw.equals(HARD_MAIL)).toBe(true)
    expect(message.envelope.to).toEqual(['bob@example.test', 'eve@example.test'])
  })

  it('composes, searches, marks and deletes with JSON', async () => {
    const json = ['--header', 'Content-Type: application/json', '--data-binary', '@-']
    const mail = { from: 'anna@app.test', to: ['bob@example.test'], subject: 'Order 17', text: 'Thank you' }
    const { id } = JSON.parse(
      await runProgram('curl', [...QUIET, ...json, `${box.api}/messages`], { input: JSON.stringify(mail) }),
    )
    const found = await runProgram('curl', [
      ...QUIET,
      '--get',
      '--data-urlencode',
      'query=subject:"Order 17"',
      `${box.api}/messages`,
    ])
    expect(JSON.parse(found).items.map((item: { id: string }) => item.id)).toEqual([id])
    await runProgram('curl', [...QUIET, ...json, '--request', 'PATCH', `${box.api}/messages/${id}`], {
      input: '{"seen":true}',
    })
    expect(JSON.parse(await runProgram('curl', [...QUIET, `${box.api}/messages/${id}`]))).toMatchObject({
      seen: true,
      text: expect.stringContaining('Thank you'),
    })
    const deleted = await runProgram('curl', [...QUIET, '--request', 'DELETE', `${box.api}/messages`])
    expect(JSON.parse(deleted)).toEqual({ deleted: 1 })
  })
})
