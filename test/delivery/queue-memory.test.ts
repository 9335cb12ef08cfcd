import { describe, expect, it, test } from 'vitest'
import type { FeedEvent } from '../../server/mailbox/feed-event.ts'
import { createGround, DAY, inbox, journey, partner, SECOND, send, START } from './delivery-fixture.ts'

describe('what is kept', () => {
  it('goes with the message', async () => {
    const ground = await createGround()
    const message = send(ground, { to: ['a@down.test', 'b@bounce-later.test'] })
    const events: FeedEvent[] = []
    ground.store.feed.subscribe(event => events.push(event))
    ground.store.apply({ type: 'delete-message', ids: [message.id] })
    const { queue } = ground.delivery
    expect([queue.size, queue.get('d1'), queue.get('d2'), queue.ofMessage(message.id)]).toEqual([
      0,
      undefined,
      undefined,
      [],
    ])
    expect(events.filter(({ type }) => type.startsWith('delivery.'))).toMatchObject([
      { type: 'delivery.dropped', delivery: 'd1' },
    ])
    ground.clock.advance(5 * DAY)
    expect(inbox(ground, 'anna@app.test').filter(({ origin }) => origin?.kind === 'delay')).toEqual([])
  })

  it('of deliveries that are over is bounded: the oldest are forgotten first', async () => {
    const ground = await createGround({}, { delivery: { finished: 2 } })
    for (let n = 1; n <= 3; n++) send(ground, { from: '', to: [`user${n}@bounce-later.test`] })
    const { queue } = ground.delivery
    expect(['d1', 'd2', 'd3'].map(id => queue.get(id)?.state)).toEqual([undefined, 'bounced', 'bounced'])
  })

  it('of those that are over is bounded, whatever was deleted or reset meanwhile', async () => {
    const ground = await createGround({}, { delivery: { finished: 2 } })
    const { queue } = ground.delivery
    const bounce = (n: number) => send(ground, { from: '', to: [`user${n}@bounce-later.test`] })
    const known = () => ['d1', 'd2', 'd3', 'd4', 'd5'].filter(id => queue.get(id) !== undefined)
    const messages = [1, 2, 3].map(bounce)
    ground.store.apply({ type: 'delete-message', ids: [messages[1]?.id ?? ''] })
    ;[4, 5].map(bounce)
    expect(known()).toEqual(['d4', 'd5'])
    ground.delivery.reset()
    ;[1, 2, 3, 4].map(bounce)
    expect(known()).toEqual(['d3', 'd4'])
  })

  it('of the steps of one delivery is bounded: its beginning and its end stay', async () => {
    const ground = await createGround(
      { retry: { delays: ['1m'], giveUpAfter: '5d' } },
      { delivery: { steps: 100 } },
    )
    send(ground, { to: ['a@down.test'] })
    ground.clock.advance(5 * DAY)
    const { steps: kept = [], stepsLeftOut = 0 } = ground.delivery.queue.get('d1') ?? {}
    expect(kept.length).toBeLessThanOrEqual(100)
    expect(kept.length + stepsLeftOut).toBe(2 + 7201 + 7200 + 1 + 1)
    expect(kept.slice(0, 4).map(({ type }) => type)).toEqual(['queued', 'looked-up', 'attempted', 'deferred'])
    expect(kept.at(-1)).toMatchObject({ type: 'bounced', at: START + 5 * DAY })
    expect(kept.map(({ at }) => at)).toEqual(kept.map(({ at }) => at).toSorted((a, b) => a - b))
  })

  it('is dropped by a reset, and nothing of it happens any more', async () => {
    const ground = await createGround()
    send(ground, { to: ['a@down.test', 'b@slow.test'] })
    ground.store.reset()
    ground.delivery.reset()
    ground.clock.advance(5 * DAY)
    expect([ground.delivery.queue.size, ground.store.count]).toEqual([0, 0])
    send(ground, { to: ['a@down.test'] })
    expect(ground.delivery.queue.get('d1')?.state).toBe('queued')
  })

  it('goes with a message that the store lets go for want of room', async () => {
    const ground = await createGround({}, { store: { messages: 2 } })
    send(ground, { to: ['a@down.test'] })
    for (let n = 0; n < 3; n++) send(ground, { to: ['bob@x.test'] })
    expect(ground.delivery.queue.size).toBe(0)
  })
})

test('the feed tells each step as it happens', async () => {
  const ground = await createGround(partner({ 'mx.partner.test': {} }))
  const events: FeedEvent[] = []
  ground.store.feed.subscribe(event => events.push(event))
  const { id } = send(ground, { to: ['eva@partner.test'] })
  expect(events.map(({ type }) => type)).toEqual([
    'message.captured',
    'entry.placed',
    'delivery.queued',
    'delivery.looked-up',
    'delivery.attempted',
    'entry.placed',
    'delivery.delivered',
  ])
  expect(events.at(4)).toEqual({
    type: 'delivery.attempted',
    seq: expect.any(Number),
    at: START,
    id,
    delivery: 'd1',
    recipient: 'eva@partner.test',
    step: {
      type: 'attempted',
      by: 'facteur.test',
      host: 'mx.partner.test',
      address: expect.any(String),
      stage: 'after-data',
      reply: { code: 250, enhanced: '2.0.0', text: 'message taken' },
      reason: '250 2.0.0 message taken',
      status: '2.0.0',
    },
  })
})

/** Six days with hosts of all kinds. */
async function play(): Promise<string[]> {
  const ground = await createGround({
    domains: {
      'partner.test': { mx: ['10 mx1.partner.test', '10 mx2.partner.test', '20 mx3.partner.test'] },
      'shop.test': {
        local: true,
        aliases: { team: ['eva@partner.test', 'kim@down.test', 'a@greylist.test'] },
      },
    },
    hosts: {
      'mx1.partner.test': { down: [{ until: '1h' }], delay: '10s' },
      'mx2.partner.test': { greylist: '10m', perMinute: 2 },
      'mx3.partner.test': { relay: 'mx2.partner.test', closes: 'data' },
    },
    retry: { connections: 1 },
  })
  const messages = Array.from({ length: 8 }, (_, n) => {
    ground.clock.advance(7 * SECOND)
    return send(ground, { to: [`user${n}@partner.test`, 'team@shop.test', `x${n}@slow.test`] })
  })
  ground.clock.advance(6 * DAY)
  return messages.flatMap(message => journey(ground, message))
}

test('the same world and the same messages have the same journey', async () => {
  const first = await play()
  expect(first.length).toBeGreaterThan(200)
  expect(await play()).toEqual(first)
})
