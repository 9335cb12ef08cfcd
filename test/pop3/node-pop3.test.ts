import Pop3Command from 'node-pop3'
import { describe, expect, test } from 'vitest'
import { Users } from '../../server/net/users.ts'
import { useCertificate } from '../smtp/use-receiving.ts'
import { BOB, type Pop3 } from './start-pop3.ts'
import { usePop3 } from './use-pop3.ts'

const start = usePop3()
const certificate = useCertificate()

function client({ port }: Pop3, options: object = {}): Pop3Command {
  return new Pop3Command({ user: BOB, password: 'sesame', host: '127.0.0.1', port, ...options })
}

describe('node-pop3', () => {
  test('reads and deletes', async () => {
    const pop3 = await start()
    for (const subject of ['a', 'b']) pop3.deliver(`Subject: ${subject}\r\n\r\nhello\r\n`)
    const reader = client(pop3)
    const ids = await reader.UIDL()
    expect(ids.map(([number]) => number)).toEqual(['1', '2'])
    expect(await reader.UIDL(2)).toEqual(ids[1])
    // It takes the last line end for a part of the end.
    expect(await reader.RETR(1)).toBe('Subject: a\r\n\r\nhello')
    expect(await reader.TOP(2, 0)).toBe('Subject: b\r\n')
    await reader.command('DELE', '1')
    await reader.QUIT()
    expect(Array.from(pop3.store.account(BOB)!.inbox.entries, entry => entry.uid)).toEqual([2])
  })

  test('is told why it cannot log in', async () => {
    const pop3 = await start({ users: Users.parse([`${BOB}:other`]) })
    await expect(client(pop3).UIDL()).rejects.toThrow('wrong user name or password')
  })

  test('speaks TLS', async () => {
    const pop3 = await start({ tls: certificate(), implicitTls: true })
    pop3.deliver('Subject: a\r\n\r\nhello\r\n')
    const reader = client(pop3, { host: 'localhost', tls: true, tlsOptions: { rejectUnauthorized: false } })
    expect(await reader.RETR(1)).toBe('Subject: a\r\n\r\nhello')
    await reader.QUIT()
  })
})
