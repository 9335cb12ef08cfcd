import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linesOf, Pop3Client, Pop3ConnectionLost } from '../../web/state/pop3-client.ts'
import { Pop3Replies, Pop3ReplyError } from '../../web/state/pop3-replies.ts'
import type { SaidText } from '../../web/state/wire-log.ts'
import { fakeServer, type FakeServer } from './fake-server.ts'

function clientOf(server: FakeServer) {
  const said: SaidText[] = []
  const closed: string[] = []
  const client = new Pop3Client(server.connect, {
    said: lines => said.push(...lines),
    closed: text => closed.push(text),
  })
  return { client, said, closed }
}

const MESSAGE = 'Subject: x\r\n\r\n..\r\n.dot\r\n...\r\na\n.\nb\r\n'
const stuffed = (text: string) => text.replace(/(^|\r\n)\./g, '$1..')

const GREETING = '+OK ready <1.2@x>\r\n'
const ANSWERS: Readonly<Record<string, string>> = {
  UIDL: '+OK\r\n1 7.1\r\n2 7.2\r\n.\r\n',
  RETR: `+OK\r\n${stuffed(MESSAGE)}.\r\n`,
  PASS: '-ERR [IN-USE] another session has it\r\n',
}
const server = (cut?: number) => fakeServer(GREETING, line => ANSWERS[line.split(' ')[0]!] ?? '+OK\r\n', cut)

describe('a POP3 client', () => {
  test.each([1, 2, 3, 5, 1000])('understands replies that come by %i bytes', async cut => {
    const { client, said } = clientOf(server(cut))
    const [user, uidl, retr, pass] = await Promise.all([
      client.run({ line: 'USER anna' }),
      client.run({ line: 'UIDL', body: 'lines' }),
      client.run({ line: 'RETR 1', body: 'message' }),
      client.run({ line: 'PASS secret', shown: 'PASS ••••' }),
    ])
    expect(user).toMatchObject({ isOk: true, text: '', body: null })
    expect(linesOf(uidl.body)).toEqual(['1 7.1', '2 7.2'])
    expect(new TextDecoder().decode(retr.body!)).toBe(MESSAGE)
    expect(pass).toMatchObject({ isOk: false, code: 'IN-USE', text: 'another session has it' })
    expect(said.map(({ text }) => text)).toEqual([
      '+OK ready <1.2@x>',
      'USER anna',
      '+OK',
      'UIDL',
      '+OK',
      '1 7.1',
      '2 7.2',
      '.',
      'RETR 1',
      '+OK',
      `⟨${MESSAGE.length} octets⟩`,
      '.',
      'PASS ••••',
      '-ERR [IN-USE] another session has it',
    ])
  })

  test('is told of a connection that is lost, and so is who waits for a reply', async () => {
    const silent = fakeServer(GREETING, () => '')
    const { client, closed } = clientOf(silent)
    const stat = client.run({ line: 'STAT' })
    await Promise.resolve()
    silent.hangUp()
    await expect(stat).rejects.toThrow(Pop3ConnectionLost)
    await expect(client.run({ line: 'STAT' })).rejects.toThrow(Pop3ConnectionLost)
    expect(closed).toEqual([''])
  })

  test('ends when the server says what is no reply, or what nobody asked for', async () => {
    const wrong = clientOf(fakeServer(GREETING, () => '* OK this is IMAP\r\n'))
    await expect(wrong.client.run({ line: 'STAT' })).rejects.toThrow(Pop3ConnectionLost)
    expect(wrong.closed[0]).toContain('expected "+OK"')
    const chatty = clientOf(fakeServer(GREETING, () => '+OK\r\n+OK\r\n'))
    await chatty.client.run({ line: 'STAT' })
    expect(chatty.closed).toEqual(['a reply came that nobody asked for'])
  })
})

describe('a multi-line reply', () => {
  test('gives any message back, however it is cut', () => {
    const piece = fc.constantFrom('.', '..', '\r\n', '\n', '\r', 'a', ' ', '\r\n.\r', 'é')
    fc.assert(
      fc.property(fc.array(piece), fc.integer({ min: 1, max: 9 }), (pieces, cut) => {
        const message = `${pieces.join('')}\r\n`
        const bytes = new TextEncoder().encode(`+OK\r\n${stuffed(message)}.\r\n+OK next\r\n`)
        const replies = new Pop3Replies()
        const found = []
        for (let at = 0; at < bytes.length; at += cut) {
          replies.push(bytes.subarray(at, at + cut))
          for (let reply = replies.next(found.length === 0); reply; reply = replies.next(found.length === 0))
            found.push(reply)
        }
        expect(found.map(({ text }) => text)).toEqual(['', 'next'])
        expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(found[0]!.body!)).toBe(message)
      }),
    )
  })

  test('has no body when it is -ERR', () => {
    const replies = new Pop3Replies()
    replies.push(new TextEncoder().encode('-ERR no such message\r\n'))
    expect(replies.next(true)).toMatchObject({ isOk: false, body: null })
  })

  test('that is larger than can be held is refused', () => {
    const replies = new Pop3Replies()
    const chunk = new Uint8Array(8 * 1024 * 1024).fill(0x61)
    expect(() => {
      for (let count = 0; count < 9; count++) {
        replies.push(chunk)
        replies.next(true)
      }
    }).toThrow(Pop3ReplyError)
  })
})
