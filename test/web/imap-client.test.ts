import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Response } from '../../server/imap/wire/response.ts'
import { ConnectionLost, ImapClient } from '../../web/state/imap-client.ts'
import { login } from '../../web/state/imap-commands.ts'
import type { SaidText } from '../../web/state/wire-log.ts'
import { fakeServer, type FakeServer } from './fake-server.ts'

const GREETING = '* OK [CAPABILITY IMAP4rev1 IDLE] ready\r\n'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A client, and all that its listener is told. */
function clientOf(server: FakeServer) {
  const said: SaidText[] = []
  const responses: Response[] = []
  const idles: boolean[] = []
  const closed: string[] = []
  const client = new ImapClient(server.connect, {
    responded: some => responses.push(...some),
    said: lines => said.push(...lines),
    idled: isIdle => idles.push(isIdle),
    closed: text => closed.push(text),
  })
  return { client, said, responses, idles, closed }
}

/** A server that obeys everything, with something to say about a few commands. */
function obedient(cut?: number, told: Readonly<Record<string, string>> = {}): FakeServer {
  return fakeServer(
    GREETING,
    line => {
      const [tag = '', name = ''] = line.split(' ')
      if (name === 'IDLE') return '+ idling\r\n'
      if (tag === 'DONE') return `a2 OK done\r\n`
      return `${told[name] ?? ''}${tag} OK done\r\n`
    },
    cut,
  )
}

const run = (client: ImapClient, text: string) => client.run({ pieces: [text] })

describe('commands', () => {
  test('are sent one after the other, each when the one before is answered', async () => {
    const server = obedient()
    const { client } = clientOf(server)
    const both = Promise.all([run(client, 'NOOP'), run(client, 'CHECK')])
    expect(server.lines).toEqual([])
    expect((await both).map(({ status }) => status)).toEqual(['OK', 'OK'])
    expect(server.lines).toEqual(['a1 NOOP', 'a2 CHECK'])
  })

  test('are answered by the status, whatever it is', async () => {
    const server = fakeServer(GREETING, line => `${line.split(' ')[0]} NO [NONEXISTENT] There is none\r\n`)
    const { client } = clientOf(server)
    expect(await run(client, 'SELECT x')).toMatchObject({ status: 'NO', text: 'There is none' })
  })

  test.each([1, 2, 3, 7, 1000])('are understood when the answers come by %i bytes', async cut => {
    const literal = '* 1 FETCH (BODY[] {7}\r\na\r\n)\r\nb UID 4)\r\n'
    const { client, responses, said } = clientOf(obedient(cut, { FETCH: literal }))
    await run(client, 'FETCH 1 BODY[]')
    expect(responses.map(({ kind }) => kind)).toEqual(['status', 'data', 'status'])
    expect(said.map(({ text }) => text)).toEqual([
      '* OK [CAPABILITY IMAP4rev1 IDLE] ready',
      'a1 FETCH 1 BODY[]',
      '* 1 FETCH (BODY[] ⟨7 octets⟩ UID 4)',
      'a1 OK done',
    ])
  })

  test('send a literal when the server says that it may come', async () => {
    const server = fakeServer(GREETING, line => (line.endsWith('}') ? '+ go on\r\n' : 'a1 OK done\r\n'))
    const { client } = clientOf(server)
    await client.run({ pieces: ['CREATE ', '{2}\r\n', new Uint8Array([0xc3, 0xa9])] })
    expect(server.lines).toEqual(['a1 CREATE {2}', 'Ã©'])
  })

  test('with a password show a mask in the log', async () => {
    const { client, said } = clientOf(obedient())
    await client.run(login('anna@app.test', 'sésame ouvre-toi'))
    expect(JSON.stringify(said)).not.toContain('same')
    expect(said[1]).toEqual({ side: 'client', text: 'a1 LOGIN "anna@app.test" ••••' })
  })

  test('get no answer when the connection is lost', async () => {
    const server = fakeServer(GREETING, () => '')
    const { client, closed } = clientOf(server)
    const noop = run(client, 'NOOP')
    await vi.waitFor(() => expect(server.lines).toHaveLength(1))
    server.say('* BYE You were silent for too long\r\n')
    server.hangUp()
    await expect(noop).rejects.toThrow(ConnectionLost)
    await expect(run(client, 'NOOP')).rejects.toThrow(ConnectionLost)
    expect(closed).toEqual(['You were silent for too long'])
  })

  test('end when the server says what nobody can understand', async () => {
    const { client, closed } = clientOf(fakeServer(GREETING, () => '* 1 FETCH (UID\r\n'))
    await expect(run(client, 'NOOP')).rejects.toThrow(ConnectionLost)
    expect(closed).toHaveLength(1)
  })
})

describe('what the server offers', () => {
  test('is known from the greeting, and from the login on anew', async () => {
    const server = fakeServer(
      GREETING,
      line => `${line.split(' ')[0]} OK [CAPABILITY IMAP4rev1 move] done\r\n`,
    )
    const { client } = clientOf(server)
    await Promise.resolve()
    await Promise.resolve()
    expect(client.offers).toEqual(new Set(['IMAP4REV1', 'IDLE']))
    await run(client, 'NOOP')
    expect(client.offers).toEqual(new Set(['IMAP4REV1', 'MOVE']))
  })
})

describe('idling', () => {
  test('begins when nothing is to be done, and ends for a command', async () => {
    const server = obedient()
    const { client, idles } = clientOf(server)
    await run(client, 'NOOP')
    client.allowIdle()
    await vi.advanceTimersByTimeAsync(100)
    expect(server.lines.at(-1)).toBe('a2 IDLE')
    expect(idles).toEqual([true])
    await run(client, 'CHECK')
    expect(server.lines).toEqual(['a1 NOOP', 'a2 IDLE', 'DONE', 'a3 CHECK'])
    expect(idles).toEqual([true, false])
  })

  test('begins anew before the server would lose its patience', async () => {
    const server = obedient()
    const { client } = clientOf(server)
    await run(client, 'NOOP')
    client.allowIdle()
    await vi.advanceTimersByTimeAsync(26 * 60_000)
    expect(server.lines).toEqual(['a1 NOOP', 'a2 IDLE', 'DONE', 'a3 IDLE'])
  })

  test('is not tried again with a server that will not', async () => {
    const server = fakeServer(GREETING, line => {
      const [tag, name] = line.split(' ')
      return `${tag} ${name === 'IDLE' ? 'BAD' : 'OK'} so\r\n`
    })
    const { client } = clientOf(server)
    await run(client, 'NOOP')
    client.allowIdle()
    await vi.advanceTimersByTimeAsync(60_000)
    await run(client, 'NOOP')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(server.lines).toEqual(['a1 NOOP', 'a2 IDLE', 'a3 NOOP'])
  })
})
