import { describe, expect, test } from 'vitest'
import { Delivery } from '../../server/delivery/submission.ts'
import { DomainError } from '../../server/mailbox/domain-error.ts'
import { Feed } from '../../server/mailbox/feed.ts'
import { decodeTranscript } from '../../server/net/transcript.ts'
import { Talk } from './talk.ts'
import { limited, talkTo, useReceiving } from './use-receiving.ts'

const start = useReceiving()

class FailingDelivery extends Delivery {
  error: Error | null = null

  override submit(submission: Parameters<Delivery['submit']>[0]): ReturnType<Delivery['submit']> {
    if (this.error !== null) throw this.error
    return super.submit(submission)
  }
}

describe('a note about mail that did not arrive', () => {
  test('says who sent what, when, and why it was refused', async () => {
    const receiving = await start(limited({ messageSize: 10 }))
    const talk = await talkTo(receiving)
    await talk.say('AUTH PLAIN AGFubmEAc2VzYW1l')
    const reply = await talk.send('far too long')
    const [note] = receiving.refused
    expect(note).toMatchObject({
      protocol: 'smtp',
      address: '127.0.0.1',
      reason: 'size',
      reply,
      ehlo: 'client.test',
      user: 'anna',
      envelope: { from: { address: 'anna@app.test' }, to: [{ address: 'bob@x.test' }] },
    })
    const transcript = decodeTranscript(note?.transcript ?? Buffer.alloc(0)).map(({ text }) => text)
    expect(transcript).toContain('AUTH PLAIN ***')
    expect(transcript.slice(-2)).toEqual(['<14 bytes>', reply])
    expect(note?.at).toBeGreaterThan(0)
  })

  test('is bounded, however much was refused', async () => {
    const receiving = await start(limited({ recipients: 100, messageSize: 10 }))
    const talk = await talkTo(receiving)
    const to = Array.from({ length: 100 }, (_, n) => `${String(n).repeat(500)}@x.test`)
    await talk.send('far too long', to)
    expect(receiving.refused[0]?.envelope?.to.length).toBeLessThan(20)
    expect(receiving.refused[0]?.transcript?.length).toBeLessThan(40_000)
  })

  test('is made once for a message, not for each of its recipients', async () => {
    const receiving = await start(limited({ recipients: 1 }))
    const talk = await talkTo(receiving)
    await talk.send('one', ['1@x', '2@x', '3@x'])
    await talk.send('two', ['1@x', '2@x', '3@x'])
    expect(receiving.refused.map(({ reason }) => reason)).toEqual(['recipients', 'recipients'])
  })

  test('names the recipient that it is about, and those taken before', async () => {
    const receiving = await start()
    const talk = await talkTo(receiving)
    await talk.say('MAIL FROM:<a@x>')
    await talk.say('RCPT TO:<bob@x.test>')
    expect(await talk.say('RCPT TO:<anna@unknown.test>')).toMatch(/^550 5\.1\.1/)
    const [note] = receiving.refused
    expect(note?.reason).toBe('unknown')
    expect(note?.envelope?.to.map(({ address }) => address)).toEqual(['bob@x.test', 'anna@unknown.test'])
  })

  test('is made of mail that breaks off, though one of its recipients had been refused', async () => {
    const receiving = await start()
    const socket = await receiving.connect()
    const talk = new Talk(socket)
    await talk.greet()
    for (const line of ['MAIL FROM:<a@x>', 'RCPT TO:<anna@unknown.test>', 'RCPT TO:<bob@x.test>', 'DATA']) {
      await talk.say(line)
    }
    const noted = receiving.nextRefused()
    socket.end('half a mail')
    expect((await noted).reason).toBe('vanished')
    expect(receiving.refused.map(({ reason }) => reason)).toEqual(['unknown', 'vanished'])
  })

  test('is not made again when a client goes whose only recipient was refused', async () => {
    const receiving = await start()
    const socket = await receiving.connect()
    const talk = new Talk(socket)
    await talk.greet()
    await talk.say('MAIL FROM:<a@x>')
    await talk.say('RCPT TO:<anna@unknown.test>')
    socket.end()
    while (receiving.sessions.count() > 0) await new Promise(setImmediate)
    expect(receiving.refused.map(({ reason }) => reason)).toEqual(['unknown'])
  })

  test('is not made when a client thinks better of it', async () => {
    const receiving = await start()
    const talk = await talkTo(receiving)
    await talk.say('MAIL FROM:<a@x>')
    await talk.say('RSET')
    await talk.say('MAIL FROM:<a@x>')
    await talk.say('QUIT')
    expect(await talk.reply()).toBeNull()
    while (receiving.sessions.count() > 0) await new Promise(setImmediate)
    expect(receiving.refused).toEqual([])
  })

  test('is made when commands that no mail client sends end the session', async () => {
    const receiving = await start()
    const talk = await talkTo(receiving)
    await talk.say('MAIL FROM:<a@x>')
    for (let n = 0; n < 9; n++) await talk.say('NONSENSE')
    expect(await talk.say('NONSENSE')).toMatch(/^421/)
    expect(receiving.refused.map(({ reason }) => reason)).toEqual(['closed'])
  })
})

describe('a message that cannot be stored', () => {
  test('is refused, noted and reported, and the next one is taken', async () => {
    let delivery: FailingDelivery | undefined
    const faults: unknown[] = []
    const receiving = await start({
      deliver: parts => (delivery = new FailingDelivery(parts)),
      onFault: (error, session) => faults.push([error, session.length > 0]),
    })
    const talk = await talkTo(receiving)
    const fault = new Error('a bug')
    Object.assign(delivery ?? {}, { error: fault })
    expect(await talk.send('one')).toBe('451 4.3.0 Error: the message could not be stored')
    expect(faults).toEqual([[fault, true]])
    Object.assign(delivery ?? {}, { error: new DomainError('over-quota', 'no room is left') })
    expect(await talk.send('two')).toBe('452 4.3.1 Error: no room is left')
    expect(receiving.refused.map(({ reason }) => reason)).toEqual(['failed', 'failed'])
    Object.assign(delivery ?? {}, { error: null })
    expect(await talk.send('three')).toMatch(/^250/)
  })

  test('answers 451 where a command fails by a fault of ours, and takes the next', async () => {
    const fault = new Error('a bug')
    const feed = new (class extends Feed {
      override publish(): never {
        throw fault
      }
    })(1, () => {})
    const faults: unknown[] = []
    const talk = await talkTo(await start({ feed, onFault: error => faults.push(error) }))
    expect(await talk.say('MAIL FROM')).toMatch(/^501/)
    expect(await talk.reply()).toBe('451 4.3.0 Error: internal server error')
    expect(faults).toEqual([fault])
    expect(await talk.send('one')).toMatch(/^250/)
  })
})
