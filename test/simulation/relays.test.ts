import { afterAll, describe, expect, it } from 'vitest'
import { DAY } from '../delivery/delivery-fixture.ts'
import {
  closeSandboxes,
  copiesOf,
  inboxes,
  readReportOf,
  send,
  SENDER,
  simulate,
  storyOf,
} from './simulation-fixture.ts'

afterAll(closeSandboxes)

const EVA = 'eva@partner.test'

describe('a chain of relays', () => {
  const CHAIN = {
    domains: { 'partner.test': { mx: ['10 edge.partner.test'] } },
    hosts: {
      'edge.partner.test': { addresses: ['192.0.2.1'], relay: { to: 'scan.partner.test' } },
      'scan.partner.test': { addresses: ['10.0.0.1'], relay: { to: 'box.partner.test' } },
      'box.partner.test': { addresses: ['10.0.0.2'], down: { until: '1h' } },
    },
  }

  it('leaves a Received field of each server, the last one on top', async () => {
    const box = await simulate(CHAIN)
    await send(box, { to: EVA })
    box.clock.advance(DAY)
    const [copy = ''] = await copiesOf(box, EVA)
    const hops = copy.replace(/\r\n\t/g, ' ').match(/^Received: from \S+ .* by \S+/gm)
    expect(hops).toEqual([
      'Received: from scan.partner.test ([10.0.0.1]) by box.partner.test',
      'Received: from edge.partner.test ([192.0.2.1]) by scan.partner.test',
      'Received: from facteur.test ([127.0.0.1]) by edge.partner.test',
      'Received: from app.test ([127.0.0.1]) by facteur.test',
    ])
    expect(copy.startsWith('Return-Path: <anna@app.test>\r\nReceived: from scan.partner.test')).toBe(true)
    expect(copy.match(/^Return-Path:/gm)?.length).toBe(1)
  })

  it('has a queue in each server, and the last one that has the mail retries', async () => {
    const box = await simulate(CHAIN)
    const { id } = await send(box, { to: EVA })
    expect((await box.client.queue.list()).items).toMatchObject([{ by: 'scan.partner.test', attempts: 3 }])
    box.clock.advance(DAY)
    expect(await storyOf(box, id)).toEqual([
      '+0m facteur.test queued',
      '+0m facteur.test looked-up MX 10 edge.partner.test',
      '+0m facteur.test attempted edge.partner.test: 250 2.0.0 message taken',
      '+0m edge.partner.test queued',
      expect.stringContaining('+0m edge.partner.test looked-up '),
      '+0m edge.partner.test attempted scan.partner.test: 250 2.0.0 message taken',
      '+0m scan.partner.test queued',
      expect.stringContaining('+0m scan.partner.test looked-up '),
      '+0m scan.partner.test attempted box.partner.test: connection refused',
      '+0m scan.partner.test deferred',
      '+30m scan.partner.test attempted box.partner.test: connection refused',
      '+30m scan.partner.test deferred',
      '+60m scan.partner.test attempted box.partner.test: 250 2.0.0 message taken',
      '+60m box.partner.test delivered eva@partner.test',
    ])
  })

  it('gets its bounce from the server that gave up', async () => {
    const hosts = { ...CHAIN.hosts, 'box.partner.test': { addresses: ['10.0.0.2'], down: true } }
    const box = await simulate({ ...CHAIN, hosts })
    const { id } = await send(box, { to: EVA })
    box.clock.advance(5 * DAY)
    const { groups } = await readReportOf(box, id, 'bounce')
    expect(groups[0]?.['reporting-mta']).toBe('dns; scan.partner.test')
    expect(groups[1]).toMatchObject({ 'remote-mta': 'dns; box.partner.test', status: '4.4.1' })
    expect(await inboxes(box)).toEqual([`${SENDER}: bounce 4.4.1`, `${SENDER}: delay 4.4.1`])
  })

  it('that goes round in circles ends after a hundred hops', async () => {
    const box = await simulate({
      domains: { 'partner.test': { mx: ['10 a.partner.test'] } },
      hosts: { 'a.partner.test': { relay: 'b.partner.test' }, 'b.partner.test': { relay: 'a.partner.test' } },
    })
    const { id } = await send(box, { to: EVA })
    expect(await inboxes(box)).toEqual([`${SENDER}: bounce 5.4.6`])
    const attempts = (await storyOf(box, id)).filter(line => line.includes('attempted'))
    expect(attempts.length).toBe(100)
  })
})
