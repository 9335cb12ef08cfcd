import { describe, expect, it } from 'vitest'
import { createGround, inbox, MINUTE, partner, send, START } from './delivery-fixture.ts'

/** A world with a local domain, and one elsewhere that takes everything. */
const shop = (rules: object) => ({
  domains: { 'shop.test': { local: true, ...rules }, 'partner.test': { mx: ['10 mx.partner.test'] } },
  hosts: { 'mx.partner.test': {} },
})

describe('aliases and accounts that send mail on', () => {
  it('bring it to all whom they name, here and elsewhere, once each', async () => {
    const aliases = {
      team: ['anna@shop.test', 'sales@shop.test', 'kim@x.test'],
      sales: ['anna@shop.test', 'eva@partner.test'],
    }
    const ground = await createGround(shop({ accounts: ['anna'], aliases }))
    const message = send(ground, { to: ['team@shop.test'] })
    for (const address of ['anna@shop.test', 'kim@x.test', 'eva@partner.test']) {
      expect(inbox(ground, address)).toEqual([message])
    }
    expect(
      ground.delivery.queue.ofMessage(message.id).map(({ id, parent, recipient }) => [id, parent, recipient]),
    ).toEqual([
      ['d1', null, 'team@shop.test'],
      ['d2', 'd1', 'anna@shop.test'],
      ['d3', 'd1', 'sales@shop.test'],
      ['d4', 'd1', 'kim@x.test'],
      ['d5', 'd3', 'eva@partner.test'],
    ])
  })

  it.each([[false], [true]])('keep a copy as they are told: %s', async keep => {
    const ground = await createGround(shop({ accounts: { anna: { forward: ['kim@x.test'], keep } } }))
    const message = send(ground, { to: ['anna@shop.test'] })
    expect(inbox(ground, 'anna@shop.test')).toEqual(keep ? [message] : [])
    expect(inbox(ground, 'kim@x.test')).toEqual([message])
    expect(ground.delivery.queue.get('d1')?.state).toBe(keep ? 'delivered' : 'redirected')
  })

  it('that lead back to themselves end in a bounce', async () => {
    const aliases = { a: ['b@shop.test'], b: ['c@shop.test'], c: ['a@shop.test'] }
    const ground = await createGround(shop({ aliases }))
    const message = send(ground, { to: ['a@shop.test'] })
    expect(ground.delivery.queue.ofMessage(message.id).at(-1)?.steps.at(-1)).toMatchObject({
      type: 'bounced',
      status: '5.4.6',
    })
    expect(ground.delivery.queue.get('d4')).toMatchObject({ queuedAt: START, state: 'bounced' })
    expect(inbox(ground, 'anna@app.test').length).toBe(1)
  })

  it('to one another, each keeping a copy, are no loop', async () => {
    const accounts = {
      a: { forward: ['b@shop.test'], keep: true },
      b: { forward: ['a@shop.test'], keep: true },
    }
    const ground = await createGround(shop({ accounts }))
    const message = send(ground, { to: ['a@shop.test'] })
    expect([inbox(ground, 'a@shop.test'), inbox(ground, 'b@shop.test')]).toEqual([[message], [message]])
    expect(inbox(ground, 'anna@app.test')).toEqual([])
  })

  it('from a host elsewhere go on from there, with its trace', async () => {
    const ground = await createGround({
      domains: {
        'partner.test': {
          mx: ['10 mx.partner.test'],
          accounts: { eva: { forward: ['kim@x.test'], keep: false } },
        },
      },
      hosts: { 'mx.partner.test': { addresses: ['192.0.2.1'] } },
    })
    send(ground, { to: ['eva@partner.test'] })
    const copy = ground.store.account('kim@x.test')?.inbox.entries.first?.raw.toString() ?? ''
    expect(copy.replace(/\r\n\t/g, ' ').match(/by \S+/g)).toEqual([
      'by facteur.test',
      'by mx.partner.test',
      'by facteur.test',
    ])
    expect(ground.delivery.queue.get('d2')).toMatchObject({
      parent: 'd1',
      state: 'delivered',
      by: 'facteur.test',
    })
  })

  it('are bounded in number', async () => {
    const targets = Array.from({ length: 20 }, (_, n) => `user${n}@x.test`)
    const ground = await createGround(shop({ aliases: { all: targets } }), { delivery: { redirections: 5 } })
    const message = send(ground, { to: ['all@shop.test'] })
    expect(ground.delivery.queue.ofMessage(message.id).length).toBe(1 + 5 + 1)
    expect(inbox(ground, 'anna@app.test')[0]?.raw.toString()).toContain(
      '5.4.6 the message was sent on to too many',
    )
  })
})

it('ways back to where mail was sent on are bounded in number too', async () => {
  // Each alias leads to the next one, and back to all before it.
  const names = Array.from({ length: 20 }, (_, n) => `a${n}@shop.test`)
  const aliases = Object.fromEntries(names.map((_, n) => [`a${n}`, names.slice(0, n + 2).toReversed()]))
  const ground = await createGround(shop({ aliases }), { delivery: { redirections: 8 } })
  const message = send(ground, { to: ['a0@shop.test'] })
  // Eight, and one at each address at which there was no room for more.
  expect(ground.delivery.queue.ofMessage(message.id).length).toBeLessThanOrEqual(1 + 8 + 8)
})

describe('an account', () => {
  it('elsewhere that is full is put off, and gets its mail when there is room', async () => {
    const ground = await createGround(
      partner({ 'mx.partner.test': {} }, { accounts: { eva: { quotaMessages: 1 } } }),
    )
    send(ground, { to: ['eva@partner.test'] })
    const second = send(ground, { to: ['eva@partner.test'] })
    expect(ground.delivery.queue.get('d2')).toMatchObject({
      state: 'queued',
      lastReply: '452 4.2.2 mailbox full',
    })
    const folder = ground.store.account('eva@partner.test')?.inbox
    if (folder !== undefined) ground.store.apply({ type: 'expunge', folder, uids: [1] })
    ground.clock.advance(30 * MINUTE)
    expect(inbox(ground, 'eva@partner.test')).toEqual([second])
  })

  it('elsewhere that is full for good bounces', async () => {
    const ground = await createGround(
      partner({ 'mx.partner.test': {} }, { accounts: { eva: { quotaMessages: 0, full: 'permanent' } } }),
    )
    send(ground, { to: ['eva@partner.test'] })
    expect(ground.delivery.queue.get('d1')?.steps.at(-1)).toMatchObject({ type: 'bounced', status: '5.2.2' })
  })

  it('that its owner has left answers, and one that complains does', async () => {
    const ground = await createGround()
    const kinds = ['a@autoreply.test', 'a@complaint.test'].map(to => {
      const { id } = send(ground, { to: [to] })
      return inbox(ground, 'anna@app.test')
        .filter(({ origin }) => origin?.of === id)
        .map(({ origin }) => origin?.kind)
    })
    expect(kinds).toEqual([['auto-reply'], ['complaint']])
  })

  it.each(['b@autoreply.test', 'b@complaint.test'])(
    'that gets a report as %s answers nothing',
    async from => {
      const ground = await createGround()
      send(ground, { from, to: ['a@autoreply.test'] })
      send(ground, { from, to: ['a@complaint.test'] })
      send(ground, { from, to: ['a@bounce-later.test'] })
      expect(ground.store.count).toBe(6)
    },
  )
})
