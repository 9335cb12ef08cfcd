import { describe, expect, it } from 'vitest'
import { readReport } from '../simulation/simulation-fixture.ts'
import { createGround, DAY, type Ground, inbox, partner, path, send } from './delivery-fixture.ts'

const asking = (address: string, NOTIFY: string) => path(address, { NOTIFY, ORCPT: `rfc822;${address}` })

const shop = (team: string[]) => ({ domains: { 'shop.test': { accounts: ['bob'], aliases: { team } } } })

/** What the sender was told, in lines such as `relayed 2.0.0 eva@partner.test by facteur.test`. */
async function told(ground: Ground): Promise<string[]> {
  const reports = await Promise.all(inbox(ground, 'anna@app.test').map(({ raw }) => readReport(raw)))
  return reports.flatMap(({ groups: [message, ...recipients] }) =>
    recipients.map(group => {
      const address = group['final-recipient']?.replace('rfc822; ', '')
      const by = message?.['reporting-mta']?.replace('dns; ', '')
      return `${group['action']} ${group['status']} ${address} by ${by}`
    }),
  )
}

describe('mail for a host without DSN', () => {
  const RELAYED = 'relayed 2.0.0 eva@partner.test by facteur.test'

  it.each([
    ['SUCCESS', [RELAYED]],
    ['SUCCESS,FAILURE', [RELAYED]],
    ['FAILURE', []],
    ['NEVER', []],
  ])('that asks for %s is told of so: %j', async (notify, expected) => {
    const ground = await createGround(partner({ 'mx.partner.test': { dsn: false } }))
    const message = send(ground, { to: [asking('eva@partner.test', notify)] })
    expect(inbox(ground, 'eva@partner.test')).toEqual([message])
    expect(await told(ground)).toEqual(expected)
  })

  it.each([
    ['SUCCESS', [RELAYED, 'failed 4.4.1 eva@partner.test by mx.partner.test']],
    ['NEVER', []],
  ])('which cannot pass on what asks for %s, is told of so: %j', async (notify, expected) => {
    const hosts = { 'mx.partner.test': { dsn: false, relay: 'inner.test' }, 'inner.test': { down: true } }
    const ground = await createGround({
      domains: { 'partner.test': { mx: ['10 mx.partner.test'] } },
      hosts,
      retry: { warnAfter: 'never' },
    })
    send(ground, { to: [asking('eva@partner.test', notify)] })
    ground.clock.advance(6 * DAY)
    expect(await told(ground)).toEqual(expected)
  })

  it('is told of by the server that hands it on', async () => {
    const hosts = { 'mx.partner.test': { relay: 'inner.test' }, 'inner.test': { dsn: false } }
    const ground = await createGround({ domains: { 'partner.test': { mx: ['10 mx.partner.test'] } }, hosts })
    send(ground, { to: [asking('eva@partner.test', 'SUCCESS')] })
    expect(await told(ground)).toEqual(['relayed 2.0.0 eva@partner.test by mx.partner.test'])
  })
})

describe('an alias', () => {
  const EXPANDED = 'expanded 2.0.0 team@shop.test by facteur.test'

  it.each([
    ['SUCCESS', [EXPANDED]],
    ['SUCCESS,FAILURE', [EXPANDED, 'failed 5.1.1 eva@bounce-later.test by facteur.test']],
    ['FAILURE', ['failed 5.1.1 eva@bounce-later.test by facteur.test']],
  ])('of several asks no more for success, when it is for %s: %j', async (notify, expected) => {
    const ground = await createGround(shop(['bob', 'kim@x.test', 'eva@bounce-later.test']))
    const message = send(ground, { to: [asking('team@shop.test', notify)] })
    for (const member of ['bob@shop.test', 'kim@x.test']) expect(inbox(ground, member)).toEqual([message])
    expect((await told(ground)).toSorted()).toEqual(expected)
  })

  it('of one is no list: what becomes of that copy is told', async () => {
    const ground = await createGround(shop(['bob']))
    send(ground, { to: [asking('team@shop.test', 'SUCCESS')] })
    expect(await told(ground)).toEqual(['delivered 2.0.0 bob@shop.test by facteur.test'])
  })
})
