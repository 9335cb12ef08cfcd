import { describe, expect, it } from 'vitest'
import { createGround, HOUR, inbox, partner, send } from './delivery-fixture.ts'

const FAULT = new Error('a fault of ours')

function fail(): never {
  throw FAULT
}

describe('a fault of ours', () => {
  it('in a report costs that report, and no other', async () => {
    const ground = await createGround(partner({ 'mx.partner.test': { down: true } }))
    const { reports, queue } = ground.delivery
    const failed = reports.failed.bind(reports)
    let calls = 0
    reports.failed = (...facts) => (++calls === 1 ? fail() : failed(...facts))
    for (const sender of ['anna@app.test', 'bob@app.test']) {
      send(ground, { from: sender, to: ['eva@partner.test'] })
    }
    ground.clock.advance(200 * HOUR)
    expect(ground.errors.splice(0)).toEqual([FAULT])
    expect([queue.get('d1')?.state, queue.get('d2')?.state]).toEqual(['bounced', 'bounced'])
    expect(inbox(ground, 'anna@app.test').map(({ origin }) => origin?.kind)).toEqual(['delay'])
    expect(inbox(ground, 'bob@app.test').map(({ origin }) => origin?.kind)).toEqual(['delay', 'bounce'])
    expect(ground.clock.frozen).toBe(true)
  })

  it('in a try ends that delivery, and no other', async () => {
    const ground = await createGround(
      partner({ 'mx.partner.test': { delay: '30s' } }, { account: { vacation: 'Away.' } }),
    )
    const { reports, queue } = ground.delivery
    const autoReply = reports.autoReply.bind(reports)
    let calls = 0
    reports.autoReply = (...facts) => (++calls === 1 ? fail() : autoReply(...facts))
    send(ground, { from: 'anna@app.test', to: ['eva@partner.test'] })
    send(ground, { from: 'bob@app.test', to: ['eva@partner.test'] })
    ground.clock.advance(HOUR)
    expect(ground.errors.splice(0)).toEqual([FAULT])
    expect(queue.size).toBe(0)
    expect(inbox(ground, 'anna@app.test')).toEqual([])
    expect(inbox(ground, 'bob@app.test').map(({ origin }) => origin?.kind)).toEqual(['auto-reply'])
  })
})
