import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ImapMailboxActions } from '../../web/state/imap-mailbox-actions.ts'
import { ImapModel } from '../../web/state/imap-model.ts'
import type { Event } from '../../server/http/contract.ts'
import { fakeServer, type FakeServer } from './fake-server.ts'

const OFFERS =
  'IMAP4rev1 ENABLE IDLE CONDSTORE QRESYNC UTF8=ACCEPT LIST-EXTENDED LIST-STATUS SPECIAL-USE UIDPLUS MOVE OBJECTID'
const entry = (number: number, flags = '') =>
  `* ${number} FETCH (UID ${number} FLAGS (${flags}) RFC822.SIZE 10 ENVELOPE (NIL "S${number}" NIL NIL NIL NIL NIL NIL NIL NIL))\r\n`

interface Script {
  readonly offers?: string
  readonly password?: string
  readonly messages?: number
  /** What is answered to a command, instead of what it would be; `*` stands for the tag. */
  readonly answers?: Readonly<Record<string, string>>
}

/** A server with INBOX and Trash, that answers as much as these tests look at. */
function imapServer({ offers = OFFERS, password, messages = 2, answers = {} }: Script = {}): FakeServer {
  let idle = ''
  return fakeServer('* OK ready\r\n', line => {
    const [tag = '', first = '', ...rest] = line.split(' ')
    if (tag === 'DONE') return `${idle} OK done\r\n`
    const name = first === 'UID' ? `UID ${rest[0]}` : first
    if (answers[name] !== undefined) return answers[name].replaceAll('TAG', tag)
    switch (name) {
      case 'LOGIN':
        return password === undefined || line.endsWith(password)
          ? `${tag} OK [CAPABILITY ${offers}] in\r\n`
          : `${tag} NO [AUTHENTICATIONFAILED] wrong\r\n`
      case 'LIST':
        return `* LIST () "/" INBOX\r\n* STATUS INBOX (MESSAGES ${messages} UNSEEN 1)\r\n* LIST (\\Trash) "/" Trash\r\n${tag} OK done\r\n`
      case 'SELECT':
        return `* OK [CLOSED] before\r\n* ${messages} EXISTS\r\n${tag} OK [READ-WRITE] selected\r\n`
      case 'FETCH': {
        const [from = 1, to = from] = rest[0]!.split(':').map(Number)
        const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index)
        return `${numbers.map(number => entry(number)).join('')}${tag} OK done\r\n`
      }
      case 'IDLE':
        idle = tag
        return '+ idling\r\n'
      default:
        return `${tag} OK done\r\n`
    }
  })
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const settle = () => vi.advanceTimersByTimeAsync(100)

async function open(server: FakeServer, { isThere = true } = {}) {
  const model = new ImapModel({ connect: () => server.connect, hasAccount: async () => isThere })
  model.show('anna@app.test', 'INBOX')
  await settle()
  return { model, actions: new ImapMailboxActions(model) }
}

const commandsOf = (server: FakeServer) => server.lines.map(line => line.replace(/^a\d+ /, ''))

describe('a session', () => {
  test('logs in, switches on what it can use, selects the folder, reads it and idles', async () => {
    const server = imapServer()
    const { model } = await open(server)
    expect(commandsOf(server)).toEqual([
      'LOGIN "anna@app.test" "facteur"',
      'ENABLE CONDSTORE QRESYNC UTF8=ACCEPT',
      'LIST "" "*" RETURN (SPECIAL-USE SUBSCRIBED STATUS (MESSAGES UNSEEN))',
      'SELECT INBOX',
      'FETCH 1:2 (UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE MODSEQ EMAILID)',
      'IDLE',
    ])
    expect(model.value).toMatchObject({ phase: 'ready', isIdle: true, folderPhase: 'ready', failure: null })
    expect(model.value.folders?.map(({ name }) => name)).toEqual(['INBOX', 'Trash'])
    expect(model.rows.map(({ subject }) => subject)).toEqual(['S2', 'S1'])
  })

  test('makes do with a poor server', async () => {
    const server = imapServer({ offers: 'IMAP4rev1' })
    await open(server)
    expect(commandsOf(server)).toEqual([
      'LOGIN "anna@app.test" "facteur"',
      'LIST "" "*"',
      'SELECT INBOX',
      'STATUS INBOX (MESSAGES UNSEEN)',
      'FETCH 1:2 (UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE)',
      'STATUS Trash (MESSAGES UNSEEN)',
    ])
  })

  test('asks for the password when any will not do', async () => {
    const server = imapServer({ password: '"right"' })
    const { model } = await open(server)
    expect(model.value).toMatchObject({ phase: 'password', reason: 'wrong' })
    model.logIn('right')
    await settle()
    expect(model.value.phase).toBe('ready')
    expect(JSON.stringify(model.value.log)).not.toContain('right')
  })

  test('takes in what the server tells while it idles, and asks for what came', async () => {
    const server = imapServer()
    const { model } = await open(server)
    server.say('* 1 EXPUNGE\r\n* 1 FETCH (UID 2 FLAGS (\\Seen))\r\n')
    expect(model.rows.map(({ uid, flags }) => [uid, flags])).toEqual([[2, ['\\Seen']]])
    server.say('* 3 EXISTS\r\n')
    await settle()
    expect(commandsOf(server).slice(-3)).toEqual(['DONE', expect.stringContaining('FETCH 2:3'), 'IDLE'])
    expect(model.rows).toHaveLength(3)
  })

  test('asks for older entries when they come into sight', async () => {
    const server = imapServer({ messages: 500 })
    const { model } = await open(server)
    expect(model.rows).toHaveLength(100)
    model.need(120)
    await settle()
    expect(model.rows).toHaveLength(170)
    expect(model.rows.at(-1)?.uid).toBe(331)
  })

  test('asks no more than once for what it does not get', async () => {
    const server = imapServer({ answers: { FETCH: 'TAG NO [EXPUNGEISSUED] gone\r\n' } })
    await open(server)
    expect(commandsOf(server).filter(line => line.startsWith('FETCH'))).toHaveLength(1)
  })

  test('selects another folder of the same account without a new connection', async () => {
    const server = imapServer()
    const { model } = await open(server)
    model.show('anna@app.test', 'Clients été')
    await settle()
    expect(server.connections).toBe(1)
    expect(commandsOf(server)).toContain('SELECT "Clients Ã©tÃ©"')
    expect(model.value.mailbox?.name).toBe('Clients été')
  })

  test('sends the name of a folder as a name, whatever stands in it', async () => {
    const server = imapServer({ answers: { SELECT: '+ go on\r\n' } })
    const { model } = await open(imapServer())
    model.leave()
    const other = new ImapModel({ connect: () => server.connect, hasAccount: async () => true })
    other.show('anna@app.test', 'x\r\na9 DELETE INBOX')
    await settle()
    expect(commandsOf(server).some(line => line.startsWith('SELECT {'))).toBe(true)
  })

  test('says why a folder cannot be selected, and tries again when asked', async () => {
    const server = imapServer({ answers: { SELECT: 'TAG NO [NONEXISTENT] There is no folder\r\n' } })
    const { model } = await open(server)
    expect(model.value).toMatchObject({ folderPhase: 'failed', reason: 'There is no folder', mailbox: null })
    model.reselect()
    await settle()
    expect(commandsOf(server).filter(line => line === 'SELECT INBOX')).toHaveLength(2)
  })
})

describe('a connection that is lost', () => {
  test('is made again after a while, and the folder read anew', async () => {
    const server = imapServer()
    const { model } = await open(server)
    server.hangUp()
    expect(model.value).toMatchObject({ phase: 'lost', isIdle: false })
    expect(model.rows).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(1000)
    expect(server.connections).toBe(2)
    expect(model.value).toMatchObject({ phase: 'ready', folderPhase: 'ready' })
    expect(model.value.log.map(({ side, text }) => side === 'note' && text)).toContain('lost')
  })

  test('is made again at once when asked, or when the way is known to be free', async () => {
    const server = imapServer()
    const { model } = await open(server)
    model.cut()
    expect(model.value.phase).toBe('lost')
    model.retry()
    await settle()
    expect(model.value.phase).toBe('ready')
  })

  test('of an account that there is not is made when mail for it comes', async () => {
    const server = fakeServer('', () => '')
    const { model } = await open(server, { isThere: false })
    server.hangUp()
    await vi.advanceTimersByTimeAsync(1000)
    expect(model.value.phase).toBe('missing')
    model.hear([{ type: 'entry.placed', account: 'bob@x.test' } as Event])
    expect(server.connections).toBe(1)
    model.hear([{ type: 'entry.placed', account: 'anna@app.test' } as Event])
    expect(server.connections).toBe(2)
  })

  test('is not made again once nobody looks', async () => {
    const server = imapServer()
    const { model } = await open(server)
    server.hangUp()
    model.leave()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(server.connections).toBe(1)
  })
})

describe('folders', () => {
  test('are asked for again, once for many changes, when the feed tells of any', async () => {
    const server = imapServer()
    const { model } = await open(server)
    for (let count = 0; count < 9; count++)
      model.hear([{ type: 'entry.flagged', account: 'anna@app.test' } as Event])
    model.hear([{ type: 'entry.flagged', account: 'bob@x.test' } as Event])
    await vi.advanceTimersByTimeAsync(2000)
    expect(commandsOf(server).filter(line => line.startsWith('LIST'))).toHaveLength(2)
  })

  test('are made, subscribed to, renamed and deleted', async () => {
    const server = imapServer()
    const { actions } = await open(server)
    const before = server.lines.length
    await actions.createFolder('Work/2026')
    await actions.renameFolder('Work/2026', 'Old "Work"')
    await actions.deleteFolder('Trash')
    expect(
      commandsOf(server)
        .slice(before)
        .filter(line => !/^(?:LIST|DONE|IDLE)/.test(line)),
    ).toEqual([
      'CREATE Work/2026',
      'SUBSCRIBE Work/2026',
      'RENAME Work/2026 "Old \\"Work\\""',
      'DELETE Trash',
    ])
  })

  test('that the server will not make are told with its reason', async () => {
    const server = imapServer({ answers: { CREATE: 'TAG NO [ALREADYEXISTS] It exists\r\n' } })
    const { model, actions } = await open(server)
    expect(await actions.createFolder('INBOX')).toBe(false)
    expect(model.value.failure).toBe('NO It exists')
    model.dismissFailure()
    expect(model.value.failure).toBeNull()
  })
})

/** What is sent for what is done with the newest entry. */
const sent = async (act: (actions: ImapMailboxActions) => Promise<unknown> | void, offers = OFFERS) => {
  const server = imapServer({ offers })
  const { actions } = await open(server)
  const before = server.lines.length
  actions.move(1)
  await act(actions)
  await settle()
  return commandsOf(server)
    .slice(before)
    .filter(line => !/^(?:DONE|IDLE)/.test(line))
}

const move = (actions: ImapMailboxActions) => actions.moveTo('Trash')

describe('entries', () => {
  test.each([
    ['read', (actions: ImapMailboxActions) => actions.toggleSeen(), ['UID STORE 2 +FLAGS (\\Seen)']],
    ['flagged', (actions: ImapMailboxActions) => actions.toggleFlagged(), ['UID STORE 2 +FLAGS (\\Flagged)']],
    [
      'marked deleted',
      (actions: ImapMailboxActions) => actions.toggleDeleted(),
      ['UID STORE 2 +FLAGS (\\Deleted)'],
    ],
    ['expunged', (actions: ImapMailboxActions) => actions.expunge(), ['EXPUNGE']],
    ['copied', (actions: ImapMailboxActions) => actions.copyTo('Trash'), ['UID COPY 2 Trash']],
    ['moved', (actions: ImapMailboxActions) => actions.moveTo('Trash'), ['UID MOVE 2 Trash']],
  ] as const)('are %s by a command of the protocol', async (_, act, lines) => {
    expect(await sent(act)).toEqual(lines)
  })

  test('are moved in three steps by a server without MOVE, and in two by one without UIDPLUS', async () => {
    const steps = ['UID COPY 2 Trash', 'UID STORE 2 +FLAGS (\\Deleted)', 'UID EXPUNGE 2']
    expect(await sent(move, 'IMAP4rev1 UIDPLUS IDLE')).toEqual(steps)
    expect(await sent(move, 'IMAP4rev1 IDLE')).toEqual(steps.slice(0, 2))
  })

  test('that are picked are all meant', async () => {
    expect(
      await sent(actions => {
        actions.pickAll()
        return actions.toggleSeen()
      }),
    ).toEqual(['UID STORE 1:2 +FLAGS (\\Seen)'])
  })

  test('that all have the flag lose it', async () => {
    const server = imapServer()
    const { actions } = await open(server)
    server.say('* 1 FETCH (UID 1 FLAGS (\\Flagged))\r\n* 2 FETCH (UID 2 FLAGS (\\Flagged))\r\n')
    actions.pickAll()
    await actions.toggleFlagged()
    expect(commandsOf(server)).toContain('UID STORE 1:2 -FLAGS (\\Flagged)')
  })

  test('that go take the selection to the next one', async () => {
    const server = imapServer({ messages: 3 })
    const { model, actions } = await open(server)
    actions.go(2)
    server.say('* 2 EXPUNGE\r\n')
    expect(model.value.selection.current).toBe(1)
    server.say('* 1 EXPUNGE\r\n')
    expect(model.value.selection.current).toBe(3)
  })
})
