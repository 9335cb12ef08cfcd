import { describe, expect, it } from 'vitest'
import type { StoredMessage } from '../../server/mailbox/stored-message.ts'
import { createGround, type Ground, inbox, MINUTE, partner, rcpt, send } from './delivery-fixture.ts'

const NAMES = ['anna@shop.test', 'anna+x@shop.test']

const shop = (account: object) => ({ domains: { 'shop.test': { plus: true, accounts: { anna: account } } } })

function reportsOn(ground: Ground, { id }: StoredMessage): (string | undefined)[] {
  return inbox(ground, 'anna@app.test')
    .filter(({ origin }) => origin?.of === id)
    .map(({ origin }) => origin?.kind)
}

describe('an account with several names', () => {
  it('answers a sender once, whichever of them was written to', async () => {
    const ground = await createGround(shop({ vacation: { text: 'Away.', every: '7d' } }))
    const answers = NAMES.map(name => reportsOn(ground, send(ground, { to: [name] })))
    expect(answers).toEqual([['auto-reply'], []])
  })

  it('answers only when that name stands in the header', async () => {
    const ground = await createGround(shop({ vacation: 'Away.' }))
    const raw = 'From: anna@app.test\r\nTo: anna@shop.test\r\n\r\nHello\r\n'
    expect(reportsOn(ground, send(ground, { to: ['anna+x@shop.test'], raw }))).toEqual([])
    expect(reportsOn(ground, send(ground, { to: ['anna@shop.test'], raw }))).toEqual(['auto-reply'])
  })

  it.each([
    ['complaint', { complains: true }],
    ['auto-reply', { vacation: { text: 'Away.', every: '0s' } }],
  ])('has a mail for two of them once, and sends one %s', async (kind, account) => {
    const ground = await createGround(shop(account))
    const message = send(ground, { to: NAMES })
    expect(inbox(ground, 'anna@shop.test')).toEqual([message])
    expect(reportsOn(ground, message)).toEqual([kind])
  })

  it.each([
    ['complaint', { complains: true }],
    ['auto-reply', { vacation: { text: 'Away.', every: '0s' } }],
  ])('that sends its mail on and keeps none sends one %s for two of them, too', async (kind, account) => {
    const ground = await createGround(shop({ ...account, forward: 'eva@x.test' }))
    const message = send(ground, { to: NAMES })
    expect(inbox(ground, 'anna@shop.test')).toEqual([])
    expect(inbox(ground, 'eva@x.test')).toEqual([message])
    expect(reportsOn(ground, message)).toEqual([kind])
  })
})

describe('a world that is put anew', () => {
  const greylisting = partner({ 'mx.partner.test': { greylist: '5m' } }, { refuse: 'rcpt' })
  const crowded = partner({ 'mx.partner.test': { perMinute: 1 } }, { refuse: 'rcpt' })

  it('has hosts that know no client, where a patch lets them remember', async () => {
    const ground = await createGround(greylisting)
    const { world } = ground.delivery
    rcpt(ground, 'eva@partner.test')
    ground.clock.advance(5 * MINUTE)
    await world.merge({ domains: { 'other.test': {} } })
    expect(rcpt(ground, 'eva@partner.test')).toBeNull()
    await world.replace(greylisting)
    expect(rcpt(ground, 'eva@partner.test')).toMatch(/^451 4\.7\.1 /)
  })

  it('has hosts that have taken nothing', async () => {
    const ground = await createGround(crowded)
    const { world } = ground.delivery
    send(ground, { to: ['eva@partner.test'] })
    await world.merge({ domains: { 'other.test': {} } })
    expect(rcpt(ground, 'eva@partner.test')).toMatch(/^450 4\.7\.1 /)
    await world.replace(crowded)
    expect(rcpt(ground, 'eva@partner.test')).toBeNull()
  })

  it('has accounts that have answered nobody', async () => {
    const away = shop({ vacation: { text: 'Away.', every: '7d' } })
    const ground = await createGround(away)
    const { world } = ground.delivery
    const answered = (): number => reportsOn(ground, send(ground, { to: ['anna@shop.test'] })).length
    expect(answered()).toBe(1)
    await world.merge({ domains: { 'other.test': {} } })
    expect(answered()).toBe(0)
    await world.replace(away)
    expect(answered()).toBe(1)
  })
})
