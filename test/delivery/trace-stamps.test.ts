import { expect, it, vi } from 'vitest'
import { StoredMessage } from '../../server/mailbox/stored-message.ts'
import { createGround, inbox, partner, send } from './delivery-fixture.ts'

it('our own Received field names the recipient that the client named, also in mail that is sent on', async () => {
  const ground = await createGround({
    domains: {
      'shop.test': { accounts: { bob: { forward: ['eva@partner.test'] } } },
      'partner.test': { mx: ['10 mx.partner.test'] },
    },
    hosts: { 'mx.partner.test': {} },
  })
  send(ground, { to: ['bob@shop.test'] })
  const copy = ground.store.account('eva@partner.test')?.inbox.entries.first?.raw.toString() ?? ''
  const names = copy.replace(/\r\n\t/g, ' ').match(/by \S+ .*? for \S+;/g)
  expect(names?.map(name => name.replace(/ with.* for/, ' for'))).toEqual([
    'by mx.partner.test for <eva@partner.test>;',
    'by facteur.test for <bob@shop.test>;',
  ])
})

it('the header of a message is read once, and not for each recipient', async () => {
  const ground = await createGround(partner({ 'mx.partner.test': {} }))
  const raw = vi.spyOn(StoredMessage.prototype, 'raw', 'get')
  const readsFor = (recipients: number): number => {
    raw.mockClear()
    send(ground, { to: Array.from({ length: recipients }, (_, n) => `user${n}@partner.test`) })
    return raw.mock.calls.length
  }
  const once = readsFor(1)
  expect(once).toBeGreaterThan(0)
  expect(readsFor(100)).toBe(once)
  expect(inbox(ground, 'user99@partner.test').length).toBe(1)
})
