import { expect, test } from 'vitest'
import { retryInParts } from '../../server/delivery/queue/retry-in-parts.ts'
import { createGround, inbox, MINUTE, partner, send } from './delivery-fixture.ts'

const recipients = (count: number, name: string): string[] =>
  Array.from({ length: count }, (_, n) => `${name}${n}@partner.test`)

const refuses = { down: { until: '1m' }, refuse: [{ at: 'rcpt', reply: '550 5.1.1 nobody here' }] }

test('many deliveries are tried while others get their turn', async () => {
  const ground = await createGround(partner({ 'mx.partner.test': { down: { until: '1m' } } }))
  const { queue } = ground.delivery
  for (let n = 0; n < 3000; n++) send(ground, { to: [`user${n}@partner.test`] })
  queue.hold('d1')
  ground.clock.advance(MINUTE)
  const left: number[] = []
  const look = () => {
    left.push(queue.size)
    if (queue.size > 1) setImmediate(look)
  }
  setImmediate(look)
  expect(await retryInParts(queue, [...queue.open])).toBe(2999)
  expect(left.some(size => size > 1 && size < 3000)).toBe(true)
  expect([...queue.open].map(({ id }) => id)).toEqual(['d1'])
})

test('a message whose recipients are many has one bounce for all of them, wherever the queue has them', async () => {
  const ground = await createGround({
    ...partner({ 'mx.partner.test': refuses }, {}, { retry: { delays: ['1h'] } }),
  })
  const { queue } = ground.delivery
  send(ground, { to: recipients(80, 'a') })
  send(ground, { to: recipients(250, 'b'), from: 'many@app.test' })
  ground.clock.advance(MINUTE)
  expect(await retryInParts(queue, [...queue.open])).toBe(330)
  expect([inbox(ground, 'anna@app.test').length, inbox(ground, 'many@app.test').length]).toEqual([1, 1])
})

test('what ends or is held before its turn is left alone', async () => {
  const ground = await createGround(partner({ 'mx.partner.test': { down: true } }))
  const { queue } = ground.delivery
  for (let n = 0; n < 3; n++) send(ground, { to: [`user${n}@partner.test`] })
  const chosen = [...queue.open]
  queue.giveUp('d1')
  queue.hold('d2')
  expect(await retryInParts(queue, chosen)).toBe(1)
  expect(queue.get('d3')?.attempts).toBe(2)
})
