import { describe, expect, it } from 'vitest'
import { DeliveryError } from '../../server/delivery/queue/delivery-error.ts'
import {
  createGround,
  DAY,
  HOUR,
  inbox,
  journey,
  MINUTE,
  partner,
  SECOND,
  send,
  START,
  stepTypes,
} from './delivery-fixture.ts'

describe('connections', () => {
  it('of one host are so many at a time; the others wait for their turn', async () => {
    const ground = await createGround(
      partner({ 'mx.partner.test': { delay: '30s' } }, {}, { retry: { connections: 2 } }),
    )
    for (let n = 1; n <= 5; n++) send(ground, { to: [`user${n}@partner.test`] })
    const done: string[] = []
    ground.store.feed.subscribe(event => {
      if (event.type === 'delivery.delivered') done.push(`${event.delivery} +${(event.at - START) / SECOND}s`)
    })
    ground.clock.advance(5 * MINUTE)
    expect(done).toEqual(['d1 +30s', 'd2 +30s', 'd3 +60s', 'd4 +60s', 'd5 +90s'])
  })

  it('are waited for in turn, again and again', async () => {
    const ground = await createGround(
      partner({ 'mx.partner.test': { delay: '30s' } }, {}, { retry: { connections: 1 } }),
    )
    const done: string[] = []
    ground.store.feed.subscribe(event => {
      if (event.type === 'delivery.delivered') done.push(`${event.delivery} +${(event.at - START) / SECOND}s`)
    })
    const sendTwo = () => [1, 2].map(n => send(ground, { to: [`user${n}@partner.test`] }))
    sendTwo()
    ground.clock.advance(30 * SECOND)
    sendTwo()
    ground.clock.advance(5 * MINUTE)
    sendTwo()
    ground.clock.advance(5 * MINUTE)
    expect(done).toEqual(['d1 +30s', 'd2 +60s', 'd3 +90s', 'd4 +120s', 'd5 +360s', 'd6 +390s'])
  })

  it('are free again when the one that has it is held, given up or its message deleted', async () => {
    const ground = await createGround(
      partner({ 'mx.partner.test': { delay: '30s' } }, {}, { retry: { connections: 1 } }),
    )
    const { queue } = ground.delivery
    const messages = [1, 2, 3, 4].map(n => send(ground, { to: [`user${n}@partner.test`] }))
    queue.hold('d1')
    queue.giveUp('d2')
    ground.store.apply({ type: 'delete-message', ids: [messages[2]?.id ?? ''] })
    ground.clock.advance(30 * SECOND)
    expect(queue.get('d4')?.state).toBe('delivered')
    queue.release('d1')
    ground.clock.advance(30 * SECOND)
    expect(queue.get('d1')?.state).toBe('delivered')
  })

  it('that wait may be broken off, too', async () => {
    const ground = await createGround(
      partner({ 'mx.partner.test': { delay: '30s' } }, {}, { retry: { connections: 1 } }),
    )
    for (let n = 1; n <= 3; n++) send(ground, { to: [`user${n}@partner.test`] })
    ground.delivery.queue.hold('d2')
    ground.clock.advance(MINUTE)
    expect(ground.delivery.queue.get('d3')?.state).toBe('delivered')
    expect(ground.delivery.queue.get('d2')?.state).toBe('held')
  })

  it('are not waited for beyond the age at which mail is given up', async () => {
    const ground = await createGround(
      partner({ 'mx.partner.test': { delay: '30m' } }, {}, { retry: { connections: 1, giveUpAfter: '1h' } }),
    )
    const message = send(ground, { to: [1, 2, 3, 4].map(n => `user${n}@partner.test`) })
    ground.clock.advance(DAY)
    expect(journey(ground, message).filter(line => /delivered|bounced/.test(line))).toEqual([
      'd1 +30m mx.partner.test delivered user1@partner.test INBOX 1',
      'd2 +60m mx.partner.test delivered user2@partner.test INBOX 1',
      'd3 +90m mx.partner.test delivered user3@partner.test INBOX 1',
      'd4 +60m facteur.test bounced 4.4.7: not delivered within 1h (4.4.7)',
    ])
  })
})

describe('when the world allows another number of connections', () => {
  const twenty = Array.from({ length: 20 }, (_, n) => `user${n}@partner.test`)

  it('none above it is taken again', async () => {
    const ground = await createGround(
      partner({ 'mx.partner.test': { delay: '30s' } }, {}, { retry: { connections: 5 } }),
    )
    send(ground, { to: twenty })
    await ground.delivery.world.merge({ retry: { connections: 2 } })
    ground.clock.advance(30 * SECOND)
    expect(ground.delivery.queue.size).toBe(15)
    ground.clock.advance(30 * SECOND)
    expect(ground.delivery.queue.size).toBe(13)
  })

  it('more are there at once', async () => {
    const ground = await createGround(
      partner({ 'mx.partner.test': { delay: '30s' } }, {}, { retry: { connections: 1 } }),
    )
    send(ground, { to: twenty })
    ground.clock.advance(10 * SECOND)
    await ground.delivery.world.merge({ retry: { connections: 4 } })
    ground.clock.advance(20 * SECOND)
    expect(ground.delivery.queue.size).toBe(19)
    ground.clock.advance(10 * SECOND)
    expect(ground.delivery.queue.size).toBe(16)
    ground.clock.advance(HOUR)
    expect(ground.delivery.queue.size).toBe(0)
  })
})

describe('by hand', () => {
  it('a delivery is tried before its time', async () => {
    const ground = await createGround(partner({ 'mx.partner.test': { down: { until: '1m' } } }))
    send(ground, { to: ['eva@partner.test'] })
    ground.clock.advance(MINUTE)
    expect(ground.delivery.queue.retry('d1').state).toBe('delivered')
  })

  it('all that wait are tried, those that are held are not', async () => {
    const ground = await createGround(partner({ 'mx.partner.test': { down: { until: '1m' } } }))
    const { queue } = ground.delivery
    for (let n = 1; n <= 3; n++) send(ground, { to: [`user${n}@partner.test`] })
    queue.hold('d2')
    ground.clock.advance(MINUTE)
    expect(queue.retryAll(queue.open)).toBe(2)
    expect([...queue.open].map(({ id }) => id)).toEqual(['d2'])
  })

  it('one is held for as long as anybody likes, and tried when it is released', async () => {
    const ground = await createGround(partner({ 'mx.partner.test': { down: { until: '1m' } } }))
    const { queue } = ground.delivery
    send(ground, { to: ['eva@partner.test'] })
    expect(queue.hold('d1')).toMatchObject({ state: 'held', nextTry: null })
    ground.clock.advance(30 * DAY)
    expect([queue.get('d1')?.state, inbox(ground, 'anna@app.test').length]).toEqual(['held', 0])
    expect(queue.release('d1').state).toBe('delivered')
    expect(stepTypes(ground, 'd1')?.slice(4)).toEqual(['held', 'released', 'attempted', 'delivered'])
  })

  it('one is given up: it bounces now', async () => {
    const ground = await createGround()
    send(ground, { to: ['eva@down.test'] })
    ground.clock.advance(HOUR)
    expect(ground.delivery.queue.giveUp('d1').steps.at(-1)).toMatchObject({
      type: 'bounced',
      status: '4.4.1',
      reason: 'not delivered within 1h (4.4.7): connection refused',
      bounce: inbox(ground, 'anna@app.test')[0]?.id,
    })
  })

  it('that was given up after the clock was set back has no negative age', async () => {
    const ground = await createGround()
    send(ground, { to: ['eva@down.test'] })
    ground.clock.freeze(START - DAY)
    const { steps } = ground.delivery.queue.giveUp('d1')
    expect(steps.at(-1)).toMatchObject({ reason: 'not delivered within 0ms (4.4.7): connection refused' })
  })

  it.each([
    ['retry', 'd9', 'no-such-delivery'],
    ['hold', 'd9', 'no-such-delivery'],
    ['release', 'd1', 'delivery-state'],
    ['retry', 'd2', 'delivery-state'],
    ['hold', 'd2', 'delivery-state'],
    ['giveUp', 'd2', 'delivery-state'],
    ['hold', 'd3', 'delivery-state'],
    ['retry', 'd3', 'delivery-state'],
    ['retry', 'd4', 'delivery-state'],
  ] as const)('%s of %s is refused: %s', async (act, id, code) => {
    const ground = await createGround()
    send(ground, { to: ['a@down.test', 'b@bounce-later.test', 'c@down.test', 'd@slow.test'] })
    ground.delivery.queue.hold('d3')
    const ask = () => ground.delivery.queue[act](id)
    expect(ask).toThrow(DeliveryError)
    expect(ask).toThrow(expect.objectContaining({ code }))
  })
})
