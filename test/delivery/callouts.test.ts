import { expect, it } from 'vitest'
import { createGround, inbox, MINUTE, partner, rcpt, send, stepTypes } from './delivery-fixture.ts'

const CLIENTS = ['198.51.100.7', '203.0.113.9'] as const

it.each([
  ['greylist.test', {}],
  ['partner.test', partner({ 'mx.partner.test': { greylist: '5m' } }, { refuse: 'rcpt' })],
])('asks greylists of %s for each client by its own address', async (domain, world) => {
  const ground = await createGround(world)
  const [first, second] = CLIENTS
  const to = `eva@${domain}`
  expect(rcpt(ground, to, { client: first })).toMatch(/^451 4\.7\.1 /)
  ground.clock.advance(5 * MINUTE)
  expect(rcpt(ground, to, { client: second })).toMatch(/^451 4\.7\.1 /)
  expect(rcpt(ground, to, { client: first })).toBeNull()
})

it('lets in at once what comes from a client that was let in', async () => {
  const ground = await createGround()
  const [client] = CLIENTS
  rcpt(ground, 'eva@greylist.test', { client })
  ground.clock.advance(5 * MINUTE)
  expect(rcpt(ground, 'eva@greylist.test', { client })).toBeNull()
  const message = send(ground, { to: ['eva@greylist.test'], session: { address: client } })
  expect(inbox(ground, 'eva@greylist.test')).toEqual([message])
  expect(stepTypes(ground, 'd1')).toEqual(['queued', 'looked-up', 'attempted', 'delivered'])
})

it('is for others of no account: the queue calls in the name of our server', async () => {
  const ground = await createGround(partner({ 'mx.partner.test': { greylist: '5m' } }))
  const [first, second] = CLIENTS
  send(ground, { to: ['eva@partner.test'], session: { address: first } })
  ground.clock.advance(5 * MINUTE)
  const message = send(ground, { to: ['eva@partner.test'], session: { address: second } })
  expect(inbox(ground, 'eva@partner.test')).toEqual([message])
})
