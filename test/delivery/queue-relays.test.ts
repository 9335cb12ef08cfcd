import { describe, expect, it } from 'vitest'
import { createGround, DAY, inbox, partner, send, START } from './delivery-fixture.ts'

describe('a chain of relays', () => {
  const chain = {
    domains: { 'partner.test': { mx: ['10 mx.partner.test'], accounts: ['eva'] } },
    hosts: {
      'mx.partner.test': { addresses: ['192.0.2.1'], relay: 'scan.partner.test' },
      'scan.partner.test': {
        addresses: ['192.0.2.2'],
        relay: { to: 'box.partner.test', networks: ['192.0.2.1'] },
      },
      'box.partner.test': { addresses: ['192.0.2.3'] },
    },
  }

  it('brings the message to its mailbox, with the trace of each server, the newest first', async () => {
    const ground = await createGround(chain)
    const message = send(ground, { to: ['eva@partner.test'] })
    const copy = ground.store.account('eva@partner.test')?.inbox.entries.first?.raw.toString() ?? ''
    const fields = copy.slice(0, -message.size).replace(/\r\n\t/g, ' ')
    expect(fields.match(/^(?:Return-Path: .*|Received: from \S+ .*? by \S+)/gm)).toEqual([
      'Return-Path: <anna@app.test>',
      'Received: from scan.partner.test ([192.0.2.2]) by box.partner.test',
      'Received: from mx.partner.test ([192.0.2.1]) by scan.partner.test',
      'Received: from facteur.test ([127.0.0.1]) by mx.partner.test',
      'Received: from app.test ([127.0.0.1]) by facteur.test',
    ])
    expect(copy.endsWith(message.raw.toString())).toBe(true)
    expect(message.raw.toString()).not.toContain('Received:')
    expect(ground.delivery.queue.get('d1')?.steps.map(({ by, type }) => `${by} ${type}`)).toEqual([
      'facteur.test queued',
      'facteur.test looked-up',
      'facteur.test attempted',
      'mx.partner.test queued',
      'mx.partner.test looked-up',
      'mx.partner.test attempted',
      'scan.partner.test queued',
      'scan.partner.test looked-up',
      'scan.partner.test attempted',
      'box.partner.test delivered',
    ])
  })

  it('has a queue at each server, with a time of its own', async () => {
    const ground = await createGround({
      ...chain,
      hosts: { ...chain.hosts, 'box.partner.test': { addresses: ['192.0.2.3'], down: { until: '6d' } } },
    })
    ground.clock.advance(DAY)
    send(ground, { to: ['eva@partner.test'] })
    const record = ground.delivery.queue.get('d1')
    expect(record).toMatchObject({ by: 'scan.partner.test', state: 'queued', giveUpAt: START + 6 * DAY })
    ground.clock.advance(5 * DAY)
    expect(inbox(ground, 'eva@partner.test').length).toBe(1)
  })

  it('ends where a relay does not take mail of the one before', async () => {
    const { 'mx.partner.test': mx, ...hosts } = chain.hosts
    const ground = await createGround({
      ...chain,
      hosts: { ...hosts, 'mx.partner.test': { ...mx, addresses: ['192.0.2.9'] } },
    })
    send(ground, { to: ['eva@partner.test'] })
    expect(ground.delivery.queue.get('d1')).toMatchObject({ state: 'bounced', by: 'mx.partner.test' })
    expect(ground.delivery.queue.get('d1')?.lastReply).toBe('550 5.7.1 relaying denied')
  })

  it('that goes round in circles ends in a bounce after a hundred hops', async () => {
    const ground = await createGround(
      partner({
        'a.partner.test': { relay: 'b.partner.test' },
        'b.partner.test': { relay: 'a.partner.test' },
      }),
    )
    const message = send(ground, { to: ['eva@partner.test'] })
    const record = ground.delivery.queue.get('d1')
    expect(record?.steps.filter(({ type }) => type === 'queued').length).toBe(100)
    expect(record?.steps.at(-1)).toMatchObject({ type: 'bounced', status: '5.4.6' })
    expect(inbox(ground, 'anna@app.test').map(({ origin }) => origin?.of)).toEqual([message.id])
  })

  it('counts the Received fields that a message comes with', async () => {
    const ground = await createGround(chain)
    const raw = `${'Received: by x.test; Sun, 22 Nov 2026 08:00:00 +0000\r\n'.repeat(98)}\r\nHello\r\n`
    send(ground, { to: ['eva@partner.test'], raw })
    expect(ground.delivery.queue.get('d1')?.steps.at(-1)).toMatchObject({ type: 'bounced', status: '5.4.6' })
  })
})
