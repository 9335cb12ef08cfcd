import { describe, expect, it } from 'vitest'
import { summaryJson } from '../../server/mailbox/summary-json.ts'
import type { StoredMessage } from '../../server/mailbox/stored-message.ts'
import { createGround, DAY, HOUR, inbox, send } from './delivery-fixture.ts'

function notes(message: StoredMessage): unknown {
  return (JSON.parse(summaryJson(message)) as { notes: unknown }).notes
}

describe('a message of which a delivery bounces', () => {
  it('has a note of it, also where its summary was shown before', async () => {
    const ground = await createGround()
    const message = send(ground, { to: ['eva@down.test'] })
    ground.clock.advance(5 * HOUR)
    expect(notes(message)).toEqual([])
    ground.clock.advance(5 * DAY)
    expect(notes(message)).toEqual(['bounced'])
  })

  it('has it when the feed tells of the bounce', async () => {
    const ground = await createGround()
    const told: unknown[] = []
    ground.store.feed.subscribe(event => {
      if (event.type === 'delivery.bounced') told.push(notes(ground.store.message(event.id)!))
    })
    send(ground, { to: ['anna@bounce-later.test'] })
    expect(told).toEqual([['bounced']])
  })

  it('has it once for all its recipients, and none is on the mail of those that were delivered', async () => {
    const ground = await createGround()
    const both = send(ground, { to: ['anna@bounce-later.test', 'eva@bounce-later.test', 'bob@x.test'] })
    const other = send(ground, { to: ['bob@x.test', 'bob@complaint.test'] })
    expect(notes(both)).toEqual(['bounced'])
    expect(notes(other)).toEqual([])
    const [bounce] = inbox(ground, 'anna@app.test')
    expect(notes(bounce!)).toEqual(['null-sender'])
  })

  it('has it also when nobody is told: a report that cannot be delivered', async () => {
    const ground = await createGround()
    const report = send(ground, { from: '', to: ['anna@bounce-later.test'] })
    expect(notes(report)).toEqual(['null-sender', 'bounced'])
  })
})
