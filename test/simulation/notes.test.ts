import { afterAll, describe, expect, it } from 'vitest'
import { createClient } from '../../server/client/client.ts'
import type { World } from '../../server/http/contract.ts'
import type { Sandbox } from '../../server/sandbox.ts'
import { DAY, HOUR, MINUTE, START } from '../delivery/delivery-fixture.ts'
import {
  closeSandboxes,
  inboxes,
  reportsOf,
  send,
  SENDER,
  simulate,
  stepTypes,
} from './simulation-fixture.ts'

afterAll(closeSandboxes)

const WORLD: World = {
  domains: {
    'partner.test': { mx: ['10 mx.partner.test'], refuse: 'rcpt' },
    'shop.test': { accounts: { anna: { vacation: { text: 'Away.', every: '7d' } } } },
  },
  hosts: { 'mx.partner.test': { greylist: '5m', delay: '10m' } },
}

const waiting = async (box: Sandbox): Promise<number> => (await box.client.queue.list()).total

describe('a reset', () => {
  it('drops all that waits, and nothing comes of it any more', async () => {
    const box = await simulate()
    await send(box, { to: ['a@down.test', 'b@down.test', 'a@slow.test'] })
    await box.client.queue.hold('d2')
    expect(await waiting(box)).toBe(3)
    box.reset()
    expect(await waiting(box)).toBe(0)
    box.clock.advance(30 * DAY)
    expect((await box.client.messages.list()).total).toBe(0)
    expect((await box.client.accounts.list()).items.map(({ address }) => address)).toEqual(['all'])
  })

  it('forgets whom hosts and accounts know, the world that was put, and counts from one', async () => {
    const box = await simulate(WORLD)
    const live = async (): Promise<unknown[]> => {
      const first = await send(box, { to: 'eva@partner.test' })
      const away = await send(box, { to: 'anna@shop.test' })
      const again = await send(box, { to: 'anna@shop.test' })
      box.clock.advance(5 * MINUTE)
      const second = await send(box, { to: 'eva@partner.test' })
      const answers = [await reportsOf(box, away.id), await reportsOf(box, again.id)].map(
        ({ length }) => length,
      )
      const { items } = await box.client.queue.list()
      return [first.heard, second.heard, answers, items.map(({ id }) => id)]
    }
    const before = await live()
    expect(before).toEqual(['RCPT TO 451 4.7.1', '250', [1, 0], ['d3']])
    box.reset()
    expect(await box.client.world.get()).toEqual({})
    expect((await send(box, { to: 'nobody@shop.test' })).heard).toBe('250')
    box.reset()
    box.clock.freeze(START)
    await box.client.world.put(WORLD)
    expect(await live()).toEqual(before)
  })

  it('leaves no journey and no report behind', async () => {
    const box = await simulate()
    const { id } = await send(box, { to: 'eva@bounce-later.test' })
    const [report] = await reportsOf(box, id)
    box.reset()
    for (const gone of [id, report?.id ?? ''])
      await expect(box.client.messages.journey(gone)).rejects.toThrow()
    await expect(box.client.queue.get('d1')).rejects.toMatchObject({ code: 'no-such-delivery' })
  })
})

describe('a message that is deleted', () => {
  it('is tried no more, and nobody is told', async () => {
    const box = await simulate()
    const { id } = await send(box, { to: ['a@down.test', 'b@down.test'] })
    await send(box, { to: 'c@down.test' })
    await box.client.messages.delete(id)
    expect((await box.client.queue.list()).items.map(({ recipient }) => recipient)).toEqual(['c@down.test'])
    await expect(box.client.queue.get('d1')).rejects.toMatchObject({ code: 'no-such-delivery' })
    box.clock.advance(6 * DAY)
    expect(await inboxes(box)).toEqual([`${SENDER}: bounce 4.4.1`, `${SENDER}: delay 4.4.1`])
  })

  it('in the middle of a conversation makes room for those that wait for the connection', async () => {
    const hosts = { 'mx.partner.test': { delay: '10m' } }
    const world = {
      domains: { 'partner.test': { mx: ['10 mx.partner.test'] } },
      hosts,
      retry: { connections: 1 },
    }
    const box = await simulate(world)
    const { id } = await send(box, { to: 'a@partner.test' })
    await send(box, { to: 'b@partner.test' })
    await send(box, { to: 'c@partner.test' })
    box.clock.advance(5 * MINUTE)
    await box.client.messages.delete(id)
    await box.client.queue.hold('d3')
    box.clock.advance(10 * MINUTE)
    expect(await inboxes(box)).toEqual(['b@partner.test: mail'])
    await box.client.queue.release('d3')
    box.clock.advance(10 * MINUTE)
    expect(await inboxes(box)).toEqual(['b@partner.test: mail', 'c@partner.test: mail'])
  })

  it('leaves its bounce, which says of what it is; a bounce that is deleted leaves the message', async () => {
    const box = await simulate()
    const one = await send(box, { to: 'eva@bounce-later.test' })
    const other = await send(box, { to: 'eva@bounce-later.test' })
    const [kept] = await reportsOf(box, one.id)
    const [deleted] = await reportsOf(box, other.id)
    await box.client.messages.delete(one.id)
    await box.client.messages.delete(deleted?.id ?? '')
    expect((await box.client.messages.journey(kept?.id ?? '')).origin).toEqual({ kind: 'bounce', of: one.id })
    expect(await reportsOf(box, other.id)).toEqual([])
    expect(await stepTypes(box, other.id)).toBe('submitted queued bounced')
  })
})

describe('a client with a scope', () => {
  it('sees, retries and drops the deliveries of its own mail alone', async () => {
    const box = await simulate()
    const mine = createClient({ baseUrl: box.url, scope: 'subject:mine' })
    await send(box, { to: ['a@down.test', 'b@down.test'], subject: 'mine' })
    await send(box, { to: 'c@down.test', subject: 'yours' })
    const recipients = async (): Promise<string[]> =>
      (await mine.queue.list()).items.map(({ recipient }) => recipient)
    expect(await recipients()).toEqual(['b@down.test', 'a@down.test'])
    expect(await mine.queue.retryAll()).toBe(2)
    const attempts = (await box.client.queue.list()).items.map(delivery => delivery.attempts)
    expect(attempts).toEqual([1, 2, 2])
    expect(await mine.messages.deleteAll()).toBe(1)
    expect(await recipients()).toEqual([])
    expect(await waiting(box)).toBe(1)
  })

  it('hears of the deliveries of its own mail alone', async () => {
    const box = await simulate()
    const mine = createClient({ baseUrl: box.url, scope: 'subject:mine' })
    const after = await box.client.cursor()
    await send(box, { to: 'c@down.test', subject: 'yours' })
    await send(box, { to: 'a@down.test', subject: 'mine' })
    const heard: string[] = []
    for await (const frame of mine.events({ after })) {
      for (const event of frame) if ('recipient' in event) heard.push(`${event.type} ${event.recipient}`)
      if (heard.some(line => line.startsWith('delivery.deferred'))) break
    }
    expect(heard).toEqual(
      ['queued', 'looked-up', 'attempted', 'deferred'].map(step => `delivery.${step} a@down.test`),
    )
  })

  it('waits for the bounces of its own mail by the address it sent from', async () => {
    const box = await simulate()
    const mine = createClient({ baseUrl: box.url, scope: 'to:ci-42@app.test' })
    await send(box, { from: 'ci-41@app.test', to: 'eva@bounce-later.test' })
    await send(box, { from: 'ci-42@app.test', to: 'eva@bounce-later.test' })
    const bounce = await mine.waitForMessage('subject:Undelivered')
    expect(bounce.envelope).toEqual({ from: '', to: ['ci-42@app.test'] })
    expect((await mine.messages.list()).total).toBe(1)
  })
})

describe('the event stream', () => {
  it('tells each step as it happens, in the order of the journey', async () => {
    const box = await simulate({ retry: { delays: ['1h'], giveUpAfter: '2h', warnAfter: '90m' } })
    const after = await box.client.cursor()
    const { id } = await send(box, { to: ['a@down.test', 'a@complaint.test'] })
    box.clock.advance(3 * HOUR)
    const types: string[] = []
    for await (const frame of box.client.events({ after })) {
      for (const event of frame) {
        if (event.type.startsWith('delivery.') && 'delivery' in event && event.delivery === 'd1') {
          types.push(event.type.replace('delivery.', ''))
        }
      }
      if (types.includes('bounced')) break
    }
    const { steps } = await box.client.messages.journey(id)
    const told = steps.filter(step => 'delivery' in step && step.delivery === 'd1').map(({ type }) => type)
    expect(types).toEqual(told)
    expect(types.join(' ')).toBe(
      'queued looked-up attempted deferred attempted deferred warned attempted bounced',
    )
  })
})

describe('a journey', () => {
  it('tells of one instant in the order in which one thing follows from the other', async () => {
    const box = await simulate({
      domains: {
        'shop.test': { accounts: { anna: { forward: ['eva@partner.test'], keep: true } } },
        'partner.test': { mx: ['10 mx.partner.test'] },
      },
      hosts: { 'mx.partner.test': {} },
    })
    const { id } = await send(box, { to: ['bob@x.test', 'anna@shop.test'] })
    const { steps } = await box.client.messages.journey(id)
    expect(steps.map(step => ('account' in step ? `${step.type} ${step.account}` : step.type))).toEqual([
      'submitted',
      'checked',
      'routed',
      'routed',
      'delivered all',
      'delivered bob@x.test',
      'queued',
      'delivered anna@shop.test',
      'redirected',
      'queued',
      'looked-up',
      'attempted',
      'delivered eva@partner.test',
    ])
  })
})

describe('the journey of a long way', () => {
  it('tells its beginning and its end, and how much it leaves out', async () => {
    const box = await simulate()
    const to = Array.from({ length: 20 }, (_, n) => `user${n}@down.test`)
    const { id } = await send(box, { to })
    box.clock.advance(6 * DAY)
    const { steps, stepsLeftOut } = await box.client.messages.journey(id)
    const { steps: ofOne } = await box.client.queue.get('d20')
    expect(steps).toHaveLength(1000)
    expect(stepsLeftOut).toBeGreaterThan(ofOne.length)
    expect([steps[0]?.type, steps.at(-1)?.type]).toEqual(['submitted', 'bounced'])
  })
})
