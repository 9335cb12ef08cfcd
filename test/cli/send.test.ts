import { symlinkSync } from 'node:fs'
import net from 'node:net'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Sandbox } from '../../server/sandbox.ts'
import { facteur, MAIN, start, startServer, temporaryFolder } from './run-facteur.ts'

/** What was sent to a server by a `facteur send` with these arguments. */
async function sent(args: string[], input: string) {
  const { box, environment } = await startServer()
  const { code, errors, output } = await facteur(['send', ...args], { environment, input }).ended
  expect({ code, errors, output }).toEqual({ code: 0, errors: '', output: '' })
  return newest(box)
}

async function newest({ client: { messages } }: Sandbox) {
  const [message, raw] = await Promise.all([messages.get('latest'), messages.raw('latest')])
  return { message, raw: Buffer.from(raw).toString('latin1') }
}

describe('facteur send', () => {
  it('sends standard input to the recipients on the command line', async () => {
    const { message, raw } = await sent(
      ['-f', 'app@x.test', 'anna@x.test', 'Bob <bob@x.test>, eve@x.test'],
      'From: app@x.test\nDate: Sat, 21 Nov 2026 20:46:30 +0000\nMessage-ID: <1@x.test>\nSubject: Hello\nBcc: stays@x.test\n\n.dot\nlast',
    )
    expect(message.envelope).toEqual({ from: 'app@x.test', to: ['anna@x.test', 'bob@x.test', 'eve@x.test'] })
    // Line ends are CRLF, the last one is there, and nothing else has changed.
    expect(raw).toBe(
      'From: app@x.test\r\nDate: Sat, 21 Nov 2026 20:46:30 +0000\r\nMessage-ID: <1@x.test>\r\nSubject: Hello\r\nBcc: stays@x.test\r\n\r\n.dot\r\nlast\r\n',
    )
  })

  it('with -t sends to To, Cc and Bcc, and takes Bcc out', async () => {
    const { message, raw } = await sent(
      ['-t', '-i', 'more@x.test'],
      'To: Anna <anna@x.test>\nBcc: hidden@x.test,\n deep@x.test\nCc: "Bob, B." <bob@x.test>\nSubject: Hello\n\nBcc: is text here\n',
    )
    expect(message.envelope.to).toEqual([
      'more@x.test',
      'anna@x.test',
      'bob@x.test',
      'hidden@x.test',
      'deep@x.test',
    ])
    expect(raw).not.toMatch(/hidden|deep/)
    expect(raw).toContain(
      'To: Anna <anna@x.test>\r\nCc: "Bob, B." <bob@x.test>\r\nSubject: Hello\r\n\r\nBcc: is text',
    )
  })

  it('makes the user on this machine the sender, and adds From, Date and Message-ID where they are missing', async () => {
    const { message } = await sent(['-F', 'Änne, of "X"', 'anna@x.test'], 'Subject: Hello\n\nText\n')
    const here = `${os.userInfo().username}@${os.hostname()}`
    expect(message.envelope.from).toBe(here)
    expect(message.from).toEqual([{ name: 'Änne, of "X"', address: here }])
    expect(message.messageId).toContain(`@${os.hostname()}`)
    expect(Date.parse(message.date!)).toBeGreaterThan(Date.now() - 60_000)
  })

  it('takes what has no header at all as text', async () => {
    const { message, raw } = await sent(['-f', '<>', 'anna@x.test'], 'Just this text.\n')
    expect(message.envelope.from).toBe('')
    expect(message.text).toBe('Just this text.\n')
    expect(raw).toMatch(/\r\n\r\nJust this text\.\r\n$/)
  })

  it.each([
    [['x@y.test'], 'a\n.\nb\n', 'a\r\n'],
    [['-oi', 'x@y.test'], 'a\n.\nb\n', 'a\r\n.\r\nb\r\n'],
    [['-i', 'x@y.test'], 'a\r\n.\r\n', 'a\r\n.\r\n'],
  ])('%j: a dot alone ends the message, or does not', async (args, text, body) => {
    const { raw } = await sent(args, `Subject: Dots\n\n${text}`)
    expect(raw.slice(raw.indexOf('\r\n\r\n') + 4)).toBe(body)
  })

  it('sends what is not ASCII as it is', async () => {
    const { box, environment } = await startServer()
    const input = Buffer.from('Subject: 8 bits\n\nGr\xfc\xdfe\n', 'latin1')
    await facteur(['send', 'anna@x.test'], { environment, input }).ended
    expect((await newest(box)).raw).toContain('Gr\xfc\xdfe\r\n')
  })

  it('takes the flags that programs give sendmail', async () => {
    const args = [
      '-oi',
      '-oem',
      '-odi',
      '-bm',
      '-v',
      '-N',
      'never',
      '-R',
      'hdrs',
      '-fapp@x.test',
      '-O',
      'a=b',
      '-ti',
    ]
    const { message } = await sent([...args, '--'], 'To: anna@x.test\n\nText\n')
    expect(message.envelope).toEqual({ from: 'app@x.test', to: ['anna@x.test'] })
  })

  it('is sendmail when it is called so', async () => {
    const { box, environment } = await startServer()
    const link = join(temporaryFolder(), 'sendmail')
    symlinkSync(MAIN, link)
    await start(process.execPath, [link, '-t'], { environment, input: 'To: anna@x.test\n\nText\n' }).ended
    expect((await newest(box)).message.envelope.to).toEqual(['anna@x.test'])
  })

  it('logs in with the credentials of --smtp, or else as the first user of FACTEUR_USER', async () => {
    const { box, environment } = await startServer({ user: ['app:s3cret', 'ci:other'] })
    const address = environment['FACTEUR_SMTP']!
    await facteur(['send', '--smtp', `ci:other@${address}`, 'a@x.test'], { input: 'Subject: 1\n\n' }).ended
    expect((await newest(box)).message.user).toBe('ci')
    const users = { ...environment, FACTEUR_USER: 'app:s3cret,ci:other' }
    await facteur(['send', 'a@x.test'], { environment: users, input: 'Subject: 2\n\n' }).ended
    expect((await newest(box)).message.user).toBe('app')
    const wrong = await facteur(['send', `--smtp=ci:wrong@${address}`, 'a@x.test'], { input: 'x' }).ended
    expect(wrong.code).toBe(77)
    const none = await facteur(['send', 'a@x.test'], { environment, input: 'Subject: 3\n\n' }).ended
    expect(none).toMatchObject({ code: 69, errors: expect.stringContaining('530') })
  })

  it.each([
    [[], 64, 'to whom?'],
    [['-Z', 'a@x.test'], 64, 'there is no option -Z'],
    [['--bogus', 'a@x.test'], 64, 'there is no option --bogus'],
    [['-f'], 64, '-f lacks its value'],
    [['-bs'], 64, '-bs is none of its tasks'],
    [['--smtp', ':::', 'a@x.test'], 64, '--smtp takes host:port'],
    [['-t'], 65, 'names no recipients'],
    [['--smtp', '127.0.0.1:1', 'a@x.test'], 69, 'no SMTP server at 127.0.0.1:1'],
  ])('%j ends with status %d and says why', async (args, code, message) => {
    const command = facteur(['send', ...args], { input: 'Subject: Hello\n\nText\n' })
    expect(await command.ended).toMatchObject({ code, errors: expect.stringContaining(message) })
  })

  it.each([
    ['451 try later', 75, 'refused'],
    ['550 no such user', 69, 'refused'],
  ])('a recipient refused with %s gives status %d', async (reply, code, message) => {
    const port = await startRefusingServer(() => reply)
    const args = ['send', '--smtp', `127.0.0.1:${port}`, 'a@x.test']
    expect(await facteur(args, { input: 'Text' }).ended).toMatchObject({
      code,
      errors: expect.stringContaining(message),
    })
  })

  it('names the recipients that were refused beside others', async () => {
    const port = await startRefusingServer(line => (line.includes('bad@') ? '550 no such user' : '250 ok'))
    const args = ['send', '--smtp', `127.0.0.1:${port}`, 'good@x.test', 'bad@x.test']
    const { code, errors } = await facteur(args, { input: 'Text' }).ended
    expect(code).toBe(69)
    expect(errors).toMatch(/sent to good@x\.test, but refused for:\n {2}bad@x\.test: .*no such user/)
  })

  it('teaches with --help', async () => {
    const { code, output } = await facteur(['send', '--help']).ended
    expect(code).toBe(0)
    expect(output).toContain('sendmail_path')
  })
})

/** An SMTP server that answers RCPT as told, and takes all else. */
async function startRefusingServer(answer: (line: string) => string): Promise<number> {
  const server = net.createServer(socket => {
    let isData = false
    socket.on('error', () => {})
    socket.write('220 hello\r\n')
    socket.on('data', data => {
      for (const line of String(data).split('\r\n').slice(0, -1)) {
        if (isData && line !== '.') continue
        isData = line === 'DATA'
        const reply = line.startsWith('RCPT') ? answer(line) : isData ? '354 go on' : '250 ok'
        socket.write(`${reply}\r\n`)
      }
    })
  })
  onTestFinished(() => void server.close())
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return (server.address() as AddressInfo).port
}
