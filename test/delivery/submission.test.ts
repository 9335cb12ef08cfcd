import { describe, expect, it, test } from 'vitest'
import { SubmissionRefusedError } from '../../server/delivery/routing/refusal.ts'
import { formatReply } from '../../server/message/smtp-reply.ts'
import {
  context,
  createGround,
  type Ground,
  inbox,
  type Mail,
  MINUTE,
  partner,
  path,
  rcpt,
  send,
  submission,
} from './delivery-fixture.ts'

/** The reply with which a message is refused after DATA; null when it is captured. */
function data(ground: Ground, mail: Mail): string | null {
  try {
    send(ground, mail)
    return null
  } catch (error) {
    if (!(error instanceof SubmissionRefusedError)) throw error
    return formatReply(error.refusal.reply)
  }
}

test('a submitted message can be read at once, and keeps its bytes when those it came in are used again', async () => {
  const { delivery, store } = await createGround()
  const chunks = [Buffer.from('Subject: hi\r\n\r\n'), Buffer.from('there')]
  const { id } = delivery.submit({ ...submission({ to: ['bob@x.test'] }), chunks, size: 20 })
  for (const chunk of chunks) chunk.fill('x')
  expect(store.message(id)?.raw.toString()).toBe('Subject: hi\r\n\r\nthere')
  expect(store.account('bob@x.test')?.inbox.entries.length).toBe(1)
})

test.each(['partner.test', 'shop.test', 'plain.test'])(
  'who is named twice gets one copy, and one notice: at %s',
  async domain => {
    const ground = await createGround({
      domains: { 'shop.test': {}, 'partner.test': { mx: '10 mx.partner.test' } },
      hosts: { 'mx.partner.test': {} },
    })
    const notify = { NOTIFY: 'SUCCESS' }
    send(ground, { to: [path(`eva@${domain}`, notify), path(`Eva@${domain}`, notify)] })
    expect(inbox(ground, `eva@${domain}`).length).toBe(1)
    const notices = inbox(ground, 'anna@app.test').map(({ raw }) => raw.toString())
    expect(notices.map(notice => notice.match(/^Final-Recipient/gm)?.length)).toEqual([1])
  },
)

const tooLarge = (size: number) =>
  `552 5.2.2 the message has ${size} bytes, and bob@x.test may hold 100 in all`

describe('where no world says anything', () => {
  it('every recipient has a mailbox here, at once, and nothing is queued', async () => {
    const ground = await createGround()
    expect(rcpt(ground, 'anyone@anywhere.test', { size: 1_000_000 })).toBeNull()
    expect(ground.store.account('anyone@anywhere.test')).toBeUndefined()
    const message = send(ground, { to: ['anyone@anywhere.test', 'all'] })
    expect(inbox(ground, 'anyone@anywhere.test')).toEqual([message])
    expect(inbox(ground, 'all@localhost')).toEqual([message])
    expect(ground.delivery.queue.ofMessage(message.id)).toEqual([])
  })

  it('a full mailbox is what a stranger is told of who comes by HTTP, where nobody asks for a login', async () => {
    const strangers = { submission: { networks: ['10.0.0.0/8'], relay: 'denied' } }
    const ground = await createGround(strangers, { store: { accountMessages: 1 } })
    const mail = { to: ['bob@x.test'], session: { protocol: 'api' as const } }
    expect(data(ground, mail)).toBeNull()
    expect(data(ground, mail)).toBe('452 4.2.2 the mailbox of bob@x.test is full')
  })

  const full = '452 4.2.2 the mailbox of bob@x.test is full'
  it.each<[octets: number | null, messages: number | null, size: number | null, reply: string | null]>([
    [null, null, 1_000_000, null],
    [100, null, null, null],
    [100, null, 80, null],
    [100, null, 81, full],
    [100, null, 100, full],
    [100, null, 101, tooLarge(101)],
    [20, null, null, full],
    [100, 2, 80, null],
    [100, 1, 80, full],
    [100, 0, null, full],
    [100, 1, 101, tooLarge(101)],
  ])(
    'with 20 octets held of %s, of %s messages, one of %s is answered so',
    async (octets, messages, size, reply) => {
      const ground = await createGround()
      send(ground, { to: ['bob@x.test'], raw: 'x'.repeat(20) })
      ground.store.apply({ type: 'set-quota', address: 'bob@x.test', quota: { octets, messages } })
      expect(rcpt(ground, 'BOB@x.test', { size })).toBe(reply)
    },
  )

  it('a recipient called all is no more than that', async () => {
    const ground = await createGround()
    ground.store.apply({ type: 'set-quota', address: 'all', quota: { octets: 0, messages: 0 } })
    expect(rcpt(ground, 'all', { size: 10 })).toBeNull()
  })

  it('a quota for every account holds for those that do not exist yet', async () => {
    const ground = await createGround({}, { store: { accountOctets: 100, accountMessages: 1 } })
    expect(rcpt(ground, 'bob@x.test', { size: 101 })).toBe(tooLarge(101))
    expect(rcpt(ground, 'bob@x.test', { size: 100 })).toBeNull()
    send(ground, { to: ['bob@x.test'], raw: 'x'.repeat(20) })
    expect(rcpt(ground, 'bob@x.test', { size: 1 })).toBe(full)
    ground.store.apply({ type: 'set-quota', address: 'bob@x.test', quota: null })
    expect(rcpt(ground, 'bob@x.test', { size: 1000 })).toBeNull()
    expect(ground.store.catchAll.quota).toBeNull()
  })

  it('a message that is too much for all is refused, by the mildest reply, and captured if one has room', async () => {
    const ground = await createGround()
    const { store } = ground
    for (const address of ['bob@x.test', 'eva@x.test']) store.openAccount(address)
    store.apply({ type: 'set-quota', address: 'bob@x.test', quota: { octets: 10, messages: null } })
    store.apply({ type: 'set-quota', address: 'eva@x.test', quota: { octets: null, messages: 0 } })
    const raw = 'x'.repeat(20)
    expect(data(ground, { to: ['bob@x.test'], raw })).toMatch(/^552 5\.2\.2 /)
    expect(data(ground, { to: ['bob@x.test', 'eva@x.test'], raw })).toMatch(/^452 4\.2\.2 /)
    expect(store.count).toBe(0)
    expect(data(ground, { to: ['bob@x.test', 'kim@x.test'], raw })).toBeNull()
    expect([store.count, store.latest?.overQuota]).toEqual([1, 1])
  })

  it('NOTIFY=SUCCESS is answered with a report of delivery', async () => {
    const ground = await createGround()
    const message = send(ground, { to: [path('bob@x.test', { NOTIFY: 'SUCCESS' }), path('eva@x.test')] })
    const [report] = inbox(ground, 'anna@app.test')
    expect(report?.origin).toEqual({ kind: 'delivered', of: message.id })
    expect(report?.raw.toString()).toMatch(/Final-Recipient: rfc822; ?bob@x\.test/)
    expect(report?.raw.toString()).not.toContain('eva@x.test\r\nAction')
  })
})

describe('strangers', () => {
  const local = { domains: { 'shop.test': { local: true }, 'partner.test': { mx: ['10 mx.partner.test'] } } }
  const denied = '550 5.7.1 relaying denied; log in, or submit from a network that may relay'
  const login = '530 5.7.0 authentication required; log in first'

  it.each<[submission: object, client: string | null, user: string | null, to: string, reply: string | null]>(
    [
      [{}, '203.0.113.9', null, 'bob@anywhere.test', null],
      [{ relay: 'denied' }, '203.0.113.9', null, 'bob@anywhere.test', denied],
      [{ relay: 'denied' }, '203.0.113.9', null, 'bob@partner.test', denied],
      [{ relay: 'denied' }, '203.0.113.9', null, 'bob@shop.test', null],
      [{ relay: 'denied' }, '203.0.113.9', 'ci', 'bob@anywhere.test', null],
      [{ relay: 'denied' }, null, null, 'bob@anywhere.test', null],
      [{ relay: 'denied', networks: ['127.0.0.0/8'] }, '127.0.0.5', null, 'bob@anywhere.test', null],
      [{ relay: 'denied', networks: ['127.0.0.0/8'] }, '10.0.0.1', null, 'bob@anywhere.test', denied],
      [{ networks: ['127.0.0.0/8'] }, '127.0.0.5', null, 'bob@shop.test', null],
      [{ networks: ['127.0.0.0/8'] }, '10.0.0.1', null, 'bob@shop.test', login],
      [{ networks: ['127.0.0.0/8'] }, '10.0.0.1', null, 'bob@anywhere.test', login],
      [{ networks: ['127.0.0.0/8'] }, '10.0.0.1', 'ci', 'bob@anywhere.test', null],
    ],
  )('with %j, from %s, logged in as %s, to %s: %s', async (rules, client, user, to, reply) => {
    const ground = await createGround({ submission: rules, ...local })
    expect(rcpt(ground, to, { client, user })).toBe(reply)
    if (reply !== null)
      expect(ground.delivery.route(path(to), context({ client, user }))?.reason).toBe('relay')
  })

  it('are known by the world as it is now', async () => {
    const ground = await createGround({ submission: { relay: 'denied', networks: ['10.0.0.0/8'] } })
    expect(rcpt(ground, 'bob@x.test', { client: '192.0.2.7' })).toBe(denied)
    await ground.delivery.world.replace({ submission: { relay: 'denied', networks: ['192.0.2.0/24'] } })
    expect(rcpt(ground, 'bob@x.test', { client: '192.0.2.7' })).toBeNull()
  })
})

describe('of a local domain', () => {
  const accounts = {
    anna: {},
    full: { quotaMessages: 0 },
    fullForGood: { quotaMessages: 0, full: 'permanent' },
    small: { quota: '10B' },
    closed: { refusal: '550 5.7.1 go away' },
  }
  const world = (refuse: string) => ({ domains: { 'shop.test': { local: true, refuse, accounts } } })

  const REPLIES: [to: string, reply: string | null][] = [
    ['anna@shop.test', null],
    ['nobody@shop.test', '550 5.1.1 no such user here'],
    ['full@shop.test', '452 4.2.2 the mailbox of full@shop.test is full'],
    ['fullForGood@shop.test', '552 5.2.2 the mailbox of fullforgood@shop.test is full'],
    ['small@shop.test', '552 5.2.2 the message has 100 bytes, and small@shop.test may hold 10 in all'],
    ['closed@shop.test', '550 5.7.1 go away'],
  ]

  it.each(REPLIES)('%s is answered at RCPT: %s', async (to, reply) => {
    const ground = await createGround(world('rcpt'))
    expect(rcpt(ground, to, { size: 100 })).toBe(reply)
  })

  it.each(REPLIES)('%s is answered after DATA, if the domain says so: %s', async (to, reply) => {
    const ground = await createGround(world('data'))
    expect(rcpt(ground, to, { size: 100 })).toBeNull()
    expect(data(ground, { to: [to], raw: 'x'.repeat(100) })).toBe(reply)
    expect(ground.store.count).toBe(reply === null ? 1 : 0)
  })

  it('what was refused for some recipients is captured for the others, and bounces', async () => {
    const ground = await createGround(world('data'))
    const message = send(ground, { to: ['anna@shop.test', 'nobody@shop.test', 'bob@x.test'] })
    expect(inbox(ground, 'anna@shop.test')).toEqual([message])
    expect(inbox(ground, 'bob@x.test')).toEqual([message])
    const [bounce] = inbox(ground, 'anna@app.test')
    expect(bounce?.origin).toEqual({ kind: 'bounce', of: message.id })
    expect(bounce?.raw.toString()).toMatch(/Final-Recipient: rfc822; ?nobody@shop\.test/)
    expect(bounce?.envelope).toMatchObject({ from: { address: '' }, to: [{ address: 'anna@app.test' }] })
  })

  it('the API is told at once, too, what a client of SMTP is told at RCPT', async () => {
    const ground = await createGround(world('rcpt'))
    const session = { protocol: 'api', ehlo: null } as const
    expect(data(ground, { to: ['nobody@shop.test'], session })).toBe('550 5.1.1 no such user here')
  })

  it('a full account is put off and tried again, where refusals bounce', async () => {
    const ground = await createGround(world('bounce'))
    const message = send(ground, { to: ['full@shop.test'] })
    const [record] = ground.delivery.queue.ofMessage(message.id)
    expect(record).toMatchObject({
      state: 'queued',
      lastReply: '452 4.2.2 the mailbox of full@shop.test is full',
    })
    await ground.delivery.world.replace({ domains: { 'shop.test': { local: true, accounts: ['full'] } } })
    ground.clock.advance(30 * MINUTE)
    expect(inbox(ground, 'full@shop.test')).toEqual([message])
  })

  it("a larger quota of the world's does not lift that of the account", async () => {
    const ground = await createGround({
      domains: { 'shop.test': { local: true, accounts: { anna: { quota: '1MB' } } } },
    })
    ground.store.openAccount('anna@shop.test')
    ground.store.apply({ type: 'set-quota', address: 'anna@shop.test', quota: { octets: 5, messages: null } })
    expect(rcpt(ground, 'anna@shop.test', { size: 6 })).toMatch(/^552 /)
  })
})

/** A domain with two hosts, the first of which is told how to behave. */
const elsewhere = (refuse: string, host: object) => ({
  domains: {
    'partner.test': { refuse, mx: ['10 mx1.partner.test', '20 mx2.partner.test'], accounts: ['eva'] },
  },
  hosts: { 'mx1.partner.test': host, 'mx2.partner.test': {} },
})

describe('of a domain elsewhere that is to refuse while the client waits', () => {
  it('the host is asked at RCPT, and its answer passed on', async () => {
    const ground = await createGround(elsewhere('rcpt', {}))
    expect(rcpt(ground, 'eva@partner.test')).toBeNull()
    expect(rcpt(ground, 'bob@partner.test')).toBe('550 5.1.1 no such user here')
  })

  it('greylisting puts the client off until its time is over', async () => {
    const ground = await createGround()
    expect(rcpt(ground, 'eva@greylist.test')).toMatch(/^451 4\.7\.1 /)
    ground.clock.advance(5 * MINUTE - 1)
    expect(rcpt(ground, 'eva@greylist.test')).toMatch(/^451 4\.7\.1 /)
    ground.clock.advance(1)
    expect(rcpt(ground, 'eva@greylist.test')).toBeNull()
    const message = send(ground, { to: ['eva@greylist.test'] })
    expect(inbox(ground, 'eva@greylist.test')).toEqual([message])
  })

  it('a host that says nothing refuses nothing: the next one is asked', async () => {
    const ground = await createGround(elsewhere('rcpt', { down: true }))
    expect(rcpt(ground, 'bob@partner.test')).toBe('550 5.1.1 no such user here')
  })

  it('a host that turns away all who call refuses nothing while there is another', async () => {
    const closed = { refuse: { at: 'connect', reply: '554 5.3.2 no mail here' } }
    const ground = await createGround(elsewhere('rcpt', closed))
    expect(rcpt(ground, 'eva@partner.test')).toBeNull()
    expect(rcpt(ground, 'bob@partner.test')).toBe('550 5.1.1 no such user here')
    const alone = await createGround(partner({ 'mx.partner.test': closed }, { refuse: 'rcpt' }))
    expect(rcpt(alone, 'eva@partner.test')).toBe('554 5.3.2 no mail here')
  })

  it('where no host says anything, the message is taken and queued', async () => {
    const ground = await createGround({
      domains: { 'partner.test': { refuse: 'rcpt', mx: ['10 mx1.partner.test'] } },
      hosts: { 'mx1.partner.test': { down: true } },
    })
    expect(rcpt(ground, 'eva@partner.test')).toBeNull()
    const message = send(ground, { to: ['eva@partner.test'] })
    expect(ground.delivery.queue.ofMessage(message.id)[0]?.state).toBe('queued')
  })

  it('a domain without a host is refused at once', async () => {
    const ground = await createGround({
      domains: {
        'gone.test': { refuse: 'rcpt', dns: 'nxdomain' },
        'null.test': { refuse: 'rcpt', mx: 'none' },
      },
    })
    expect(rcpt(ground, 'eva@gone.test')).toMatch(/^550 5\.1\.2 /)
    expect(rcpt(ground, 'eva@null.test')).toMatch(/^556 5\.1\.10 /)
  })

  it('after DATA the host is called once, and what it took is delivered', async () => {
    const ground = await createGround(elsewhere('data', { perMinute: 1 }))
    expect(rcpt(ground, 'bob@partner.test')).toBeNull()
    const message = send(ground, { to: ['eva@partner.test'] })
    expect(inbox(ground, 'eva@partner.test')).toEqual([message])
    expect(data(ground, { to: ['eva@partner.test'] })).toMatch(/^450 4\.7\.1 /)
    ground.clock.advance(MINUTE)
    expect(data(ground, { to: ['bob@partner.test'] })).toBe('550 5.1.1 no such user here')
  })
})

describe('a queue that is full', () => {
  it('takes nothing more, and says so after DATA', async () => {
    const ground = await createGround({}, { delivery: { queued: 2 } })
    send(ground, { to: ['a@down.test', 'b@down.test'] })
    expect(data(ground, { to: ['c@down.test', 'bob@x.test'] })).toBe(
      '452 4.3.1 the queue is full, try again later',
    )
    expect([ground.store.count, ground.delivery.queue.size]).toEqual([1, 2])
    expect(data(ground, { to: ['bob@x.test'] })).toBeNull()
  })

  it('takes nothing that an alias brings about either, which bounces', async () => {
    const ground = await createGround(
      {
        domains: {
          'shop.test': {
            local: true,
            accounts: [],
            aliases: { team: ['a@down.test', 'b@down.test', 'c@down.test'] },
          },
        },
      },
      { delivery: { queued: 2 } },
    )
    const message = send(ground, { to: ['team@shop.test'] })
    const states = ground.delivery.queue
      .ofMessage(message.id)
      .map(({ recipient, state }) => [recipient, state])
    expect(states).toEqual([
      ['team@shop.test', 'redirected'],
      ['a@down.test', 'queued'],
      ['b@down.test', 'queued'],
      ['c@down.test', 'bounced'],
    ])
    expect(inbox(ground, 'anna@app.test')[0]?.raw.toString()).toContain('452 4.3.1 the queue is full')
  })
})
