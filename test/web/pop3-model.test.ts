import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Event, OpenSession } from '../../server/http/contract.ts'
import { LETS_GO_AFTER, Pop3Model } from '../../web/state/pop3-model.ts'
import { fakeServer, type FakeServer } from './fake-server.ts'

const OTHER = { id: 's', protocol: 'pop3', address: '127.0.0.1', port: 5 } as OpenSession

/** A server with a maildrop of two messages. */
function pop3Server(answers: Readonly<Record<string, string>> = {}): FakeServer {
  const known: Readonly<Record<string, string>> = {
    LIST: '+OK\r\n1 100\r\n2 250\r\n.\r\n',
    UIDL: '+OK\r\n1 7.1\r\n2 7.5\r\n.\r\n',
    RETR: '+OK\r\nSubject: x\r\n\r\nHello\r\n.\r\n',
    TOP: '+OK\r\nSubject: x\r\n\r\n.\r\n',
    ...answers,
  }
  return fakeServer('+OK ready\r\n', line => known[line.split(' ')[0]!] ?? '+OK\r\n')
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

async function open(server: FakeServer, sessions: () => readonly OpenSession[] | null = () => []) {
  const model = new Pop3Model({ connect: () => server.connect, sessions: async () => sessions() })
  model.show('anna@app.test')
  await vi.advanceTimersByTimeAsync(0)
  await model.open()
  return model
}

const deleted = (model: Pop3Model) => model.value.messages.map(({ isDeleted }) => isDeleted)

describe('a maildrop', () => {
  test('is opened when asked, and tells numbers, octets and unique-ids', async () => {
    const server = pop3Server()
    const model = await open(server)
    expect(server.lines).toEqual(['USER anna@app.test', 'PASS facteur', 'LIST', 'UIDL'])
    expect(model.value).toMatchObject({ phase: 'open', current: 1 })
    expect(model.value.messages).toEqual([
      { key: '7.1', number: 1, octets: 100, uniqueId: '7.1', isDeleted: false, isFetched: false },
      { key: '7.5', number: 2, octets: 250, uniqueId: '7.5', isDeleted: false, isFetched: false },
    ])
    expect(JSON.stringify(model.value.log)).not.toContain('facteur')
  })

  test('shows a message that was fetched, and remembers that it was', async () => {
    const model = await open(pop3Server())
    await model.top()
    expect(model.value.retrieved).toMatchObject({ command: 'TOP', number: 1, text: 'Subject: x\r\n\r\n' })
    expect(model.value.messages[0]?.isFetched).toBe(false)
    await model.retrieve()
    expect(model.value.retrieved).toMatchObject({ command: 'RETR', octets: 21, isCut: false })
    expect(model.value.messages[0]?.isFetched).toBe(true)
    await model.quit()
    await model.open()
    expect(model.value.messages.map(({ isFetched }) => isFetched)).toEqual([true, false])
  })

  test('marks with DELE, takes marks back with RSET, and deletes with QUIT', async () => {
    const server = pop3Server()
    const model = await open(server)
    await model.delete()
    expect(deleted(model)).toEqual([true, false])
    expect(model.value.current).toBe(2)
    await model.reset()
    expect(deleted(model)).toEqual([false, false])
    await model.delete()
    await model.quit()
    expect(server.lines.slice(4)).toEqual(['DELE 1', 'RSET', 'DELE 2', 'QUIT'])
    expect(model.value).toMatchObject({ phase: 'closed', end: { how: 'quit', deleted: 1 }, messages: [] })
  })

  test('says what the server would not do', async () => {
    const model = await open(pop3Server({ DELE: '-ERR there is no message 1\r\n' }))
    await model.delete()
    expect(model.value.failure).toBe('-ERR there is no message 1')
    expect(deleted(model)).toEqual([false, false])
  })
})

describe('a program that checks for mail', () => {
  test('leaves copies, and fetches nothing twice', async () => {
    const server = pop3Server()
    const model = await open(server)
    await model.fetchAll()
    expect(model.value.result).toEqual({ fetched: 2, isLeft: true })
    await model.fetchAll()
    expect(model.value.result).toEqual({ fetched: 0, isLeft: true })
    expect(server.lines.slice(4)).toEqual(['RETR 1', 'RETR 2'])
    expect(deleted(model)).toEqual([false, false])
  })

  test('marks what it fetches when it leaves none', async () => {
    const server = pop3Server()
    const model = await open(server)
    model.setLeavesCopy(false)
    await model.fetchAll()
    expect(server.lines.slice(4)).toEqual(['RETR 1', 'DELE 1', 'RETR 2', 'DELE 2'])
    expect(model.value.result).toEqual({ fetched: 2, isLeft: false })
    expect(deleted(model)).toEqual([true, true])
  })
})

describe('a session', () => {
  test('lets go of the maildrop after so much silence, without QUIT', async () => {
    const server = pop3Server()
    const model = await open(server)
    await model.delete()
    await vi.advanceTimersByTimeAsync(LETS_GO_AFTER - 1)
    await model.top()
    await vi.advanceTimersByTimeAsync(LETS_GO_AFTER - 1)
    expect(model.value.phase).toBe('open')
    await vi.advanceTimersByTimeAsync(1)
    expect(model.value).toMatchObject({ phase: 'closed', end: { how: 'silence', marked: 1 } })
    expect(server.lines).not.toContain('QUIT')
  })

  test('says who holds the maildrop, and hears when it is free again', async () => {
    let holders = [OTHER]
    const server = pop3Server({ PASS: '-ERR [IN-USE] another session has it\r\n' })
    const model = await open(server, () => holders)
    await vi.advanceTimersByTimeAsync(0)
    expect(model.value).toMatchObject({ phase: 'locked', reason: 'another session has it', holders: [OTHER] })
    holders = []
    model.hear([{ type: 'session.closed' } as Event])
    await vi.advanceTimersByTimeAsync(0)
    expect(model.value).toMatchObject({ phase: 'closed', holders: [] })
  })

  test('asks for the password when any will not do', async () => {
    const server = fakeServer('+OK\r\n', line =>
      line === 'PASS facteur' ? '-ERR [AUTH] wrong\r\n' : /LIST|UIDL/.test(line) ? '+OK\r\n.\r\n' : '+OK\r\n',
    )
    const model = await open(server)
    expect(model.value).toMatchObject({ phase: 'password', reason: 'wrong' })
    await model.open('right')
    expect(model.value.phase).toBe('open')
    expect(JSON.stringify(model.value.log)).not.toContain('right')
  })

  test('whose connection is lost says that marks are gone with it', async () => {
    const server = pop3Server()
    const model = await open(server)
    await model.delete()
    server.hangUp()
    expect(model.value).toMatchObject({ phase: 'closed', end: { how: 'lost', marked: 1 } })
  })

  test('of an account that there is not begins with its first mail', async () => {
    let sessions: readonly OpenSession[] | null = null
    const model = new Pop3Model({ connect: () => pop3Server().connect, sessions: async () => sessions })
    model.show('anna@app.test')
    await vi.advanceTimersByTimeAsync(0)
    expect(model.value.phase).toBe('missing')
    sessions = []
    model.hear([{ type: 'entry.placed' } as Event])
    await vi.advanceTimersByTimeAsync(0)
    expect(model.value.phase).toBe('closed')
  })

  test('ends when another account is shown', async () => {
    const model = await open(pop3Server())
    model.show('bob@x.test')
    expect(model.value).toMatchObject({ address: 'bob@x.test', phase: 'closed', messages: [] })
  })
})
