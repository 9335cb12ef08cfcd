import { describe, expect, test } from 'vitest'
import { usePop3 } from './use-pop3.ts'
import { Pop3Talk } from './pop3-talk.ts'
import { BOB, type Pop3 } from './start-pop3.ts'

const start = usePop3()

const MAIL = 'Subject: a\r\n\r\nhello\r\n'

async function startWith(messages: number): Promise<Pop3> {
  const pop3 = await start()
  for (let number = 1; number <= messages; number++) pop3.deliver(MAIL)
  return pop3
}

const talkTo = async (pop3: Pop3): Promise<Pop3Talk> => new Pop3Talk(await pop3.connect())

const uids = ({ store }: Pop3): number[] =>
  Array.from(store.account(BOB)?.inbox.entries ?? [], entry => entry.uid)

async function uniqueIds(talk: Pop3Talk): Promise<string[]> {
  await talk.say('UIDL')
  return (await talk.rest()).map(line => line.split(' ')[1] ?? '')
}

describe('a maildrop', () => {
  test('stays as it was at the login, whatever arrives or goes', async () => {
    const pop3 = await startWith(3)
    const talk = await (await talkTo(pop3)).logIn()
    const inbox = pop3.store.account(BOB)!.inbox
    pop3.deliver(MAIL)
    pop3.store.apply({ type: 'expunge', folder: inbox, uids: [1] })
    expect(await talk.say('STAT')).toBe('+OK 3 63')
    expect(await talk.say('LIST 4')).toMatch(/^-ERR/)
    expect(await talk.say('RETR 2')).toBe('+OK 21 octets')
    expect(await talk.rest()).toEqual(['Subject: a', '', 'hello'])
  })

  test('answers -ERR for a message that someone else has deleted', async () => {
    const pop3 = await startWith(3)
    const talk = await (await talkTo(pop3)).logIn()
    const [first, second] = pop3.store.messages
    const inbox = pop3.store.account(BOB)!.inbox
    // The message lives on in the catch-all account, and is gone from this one.
    pop3.store.apply({ type: 'expunge', folder: inbox, uids: [first!.entryIn(inbox.account)!.uid] })
    pop3.store.apply({ type: 'delete-message', ids: [second!.id] })
    for (const command of ['RETR 1', 'TOP 1 0', 'RETR 2']) {
      expect(await talk.say(command)).toMatch(/^-ERR message \d was deleted by someone else since the login$/)
    }
    expect(await talk.say('DELE 1')).toMatch(/^\+OK/)
    expect(await talk.say('DELE 3')).toMatch(/^\+OK/)
    expect(await talk.say('QUIT')).toBe('+OK good-bye; 1 messages deleted')
    expect(uids(pop3)).toEqual([])
  })

  test.each<[string, (pop3: Pop3) => void]>([
    ['its account is deleted', ({ store }) => store.apply({ type: 'delete-account', address: BOB })],
    ['everything is dropped', ({ store }) => store.reset()],
  ])('survives that %s', async (_what, drop) => {
    const pop3 = await startWith(1)
    const talk = await (await talkTo(pop3)).logIn()
    drop(pop3)
    pop3.deliver(MAIL)
    expect(await talk.say('RETR 1')).toMatch(/^-ERR message 1 was deleted/)
    expect(await talk.say('DELE 1')).toMatch(/^\+OK/)
    expect(await talk.say('QUIT')).toBe('+OK good-bye')
    expect(uids(pop3)).toEqual([1])
    expect(pop3.faults).toEqual([])
  })

  test('gives no unique-id twice, in whatever way messages go', async () => {
    const pop3 = await startWith(2)
    const seen: string[] = []
    const look = async (command: string): Promise<void> => {
      const talk = await (await talkTo(pop3)).logIn()
      seen.push(...(await uniqueIds(talk)))
      await talk.say(command)
      await talk.say('QUIT')
    }
    await look('DELE 2')
    pop3.deliver(MAIL)
    await look('DELE 1')
    pop3.store.apply({ type: 'delete-account', address: BOB })
    pop3.deliver(MAIL)
    await look('NOOP')
    const [one, two, oneAgain, three, other] = seen
    expect(oneAgain).toBe(one)
    expect(new Set([one, two, three, other]).size).toBe(4)
    // RFC 1939 §7: 1 to 70 printable characters.
    for (const id of seen) expect(id).toMatch(/^[\x21-\x7e]{1,70}$/)
  })

  test('deletes nothing when the connection is lost, and is free again', async () => {
    const pop3 = await startWith(2)
    const talk = await (await talkTo(pop3)).logIn()
    await talk.say('DELE 1')
    const closed = pop3.next('session.closed')
    talk.vanish()
    await closed
    expect(uids(pop3)).toEqual([1, 2])
    expect(pop3.sessions.list()).toEqual([])
    const next = await (await talkTo(pop3)).logIn()
    expect(await next.say('STAT')).toBe('+OK 2 42')
  })

  test('tells everyone at once what was read and deleted', async () => {
    const pop3 = await startWith(2)
    const talk = await (await talkTo(pop3)).logIn()
    const flagged = pop3.next('entry.flagged')
    await talk.say('RETR 1')
    await talk.rest()
    expect(await flagged).toMatchObject({ account: BOB, folder: 'INBOX', uid: 1, flags: ['\\Seen'] })
    expect(pop3.store.account(BOB)?.inbox.unseen).toBe(1)
    const { highestModSeq } = pop3.store.account(BOB)!.inbox
    await talk.say('RETR 1')
    await talk.rest()
    expect(pop3.store.account(BOB)?.inbox.highestModSeq).toBe(highestModSeq)
    const expunged = pop3.next('entry.expunged')
    await talk.say('DELE 2')
    await talk.say('QUIT')
    expect(await expunged).toMatchObject({ account: BOB, folder: 'INBOX', uid: 2 })
  })

  test('of 100,000 messages opens at once', async () => {
    const pop3 = await start({ storeLimits: { messages: 100_000, feedRing: 10 } })
    for (let number = 1; number <= 100_000; number++) pop3.deliver(MAIL)
    const talk = new Pop3Talk(await pop3.connect())
    await talk.line()
    await talk.say(`USER ${BOB}`)
    const began = performance.now()
    expect(await talk.say('PASS x')).toBe('+OK maildrop of 100000 messages (2100000 octets)')
    expect(performance.now() - began).toBeLessThan(100)
    await talk.say('UIDL')
    const ids = await talk.rest()
    expect(ids).toHaveLength(100_000)
    expect(ids.at(-1)).toMatch(/^100000 \d+\.100000$/)
  })
})
