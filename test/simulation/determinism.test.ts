import type { SendMailOptions } from 'nodemailer'
import { expect, it } from 'vitest'
import type { World } from '../../server/http/contract.ts'
import type { Sandbox } from '../../server/sandbox.ts'
import { DAY, HOUR, MINUTE } from '../delivery/delivery-fixture.ts'
import { copiesOf, reportsOf, send, SENDER, simulateApart } from './simulation-fixture.ts'

const WORLD: World = {
  domains: {
    'shop.test': {
      refuse: 'bounce',
      accounts: {
        anna: { vacation: { text: 'Away.', every: '1d' } },
        bob: { forward: ['bob@partner.test'], keep: true },
        mallory: { complains: true },
      },
      aliases: { sales: ['anna', 'bob', 'eva@partner.test', 'gone@partner.test'] },
    },
    'partner.test': { mx: ['10 mx1.partner.test', '10 mx2.partner.test'], accounts: ['bob', 'eva'] },
    'slow.example': { mx: ['10 slow.example'], addresses: ['192.0.2.9'] },
  },
  hosts: {
    'mx1.partner.test': { greylist: '5m', perMinute: 2 },
    'mx2.partner.test': {
      down: { how: 'timeout', from: '10m', until: '5h' },
      relay: { to: 'inner.partner.test' },
    },
    'inner.partner.test': { addresses: ['10.0.0.1'], delay: '20s' },
    'slow.example': { addresses: ['192.0.2.9'], delay: '90s' },
  },
  retry: { delays: ['7m', '31m', '2h'], connections: 1, giveUpAfter: '2d' },
}

/** No Message-ID or Date of the application's making: what it sends is always the same. */
function mail(number: number, to: readonly string[]): SendMailOptions {
  const raw = `From: ${SENDER}\r\nTo: anna@shop.test\r\nSubject: ${number}\r\nMessage-ID: <${number}@app.test>\r\n\r\n${number}\r\n`
  return { raw, envelope: { from: SENDER, to: [...to] } }
}

/** A few days with all kinds of trouble, in steps of the clock that are no longer than `stride`; gives the ids of the mails. */
async function live(box: Sandbox, stride: number): Promise<string[]> {
  const ids: string[] = []
  const advance = (time: number): void => {
    for (let left = time; left > 0; left -= stride) box.clock.advance(Math.min(left, stride))
  }
  const recipients = [
    ['sales@shop.test', 'nobody@shop.test'],
    ['eva@partner.test', 'bob@partner.test', 'gone@partner.test'],
    ['mallory@shop.test', 'a@slow.example', 'b@slow.example', 'c@down.test'],
    ['anna@bounce-later.test', 'anna@autoreply.test', 'anna@slow.test'],
  ]
  for (let round = 0; round < 3; round++) {
    for (const [index, to] of recipients.entries()) {
      const { id, heard } = await send(box, mail(round * 10 + index, to))
      expect(heard).toBe('250')
      ids.push(id)
      advance(4 * MINUTE)
    }
    advance(HOUR)
  }
  advance(5 * DAY)
  return ids
}

/** Ids of messages begin with the time and end at random; those of sessions and ports are new each time. */
function normalised(text: string, ids: readonly string[]): string {
  return ids.reduce((result, id, index) => result.replaceAll(id, `<message ${index}>`), text)
}

async function history(
  box: Sandbox,
  stride = Infinity,
): Promise<{ copies: string[]; reports: string[]; journeys: string[] }> {
  const ids = await live(box, stride)
  const reports: string[] = []
  const journeys: string[] = []
  const names = [...ids]
  for (const id of ids) {
    for (const report of await reportsOf(box, id)) {
      reports.push(Buffer.from(await box.client.messages.raw(report.id)).toString())
      names.push(report.id)
    }
  }
  for (const id of ids) {
    const { steps, made } = await box.client.messages.journey(id)
    const told = steps.map(step =>
      step.type === 'submitted' ? { ...step, session: { ...step.session, id: '', port: 0 } } : step,
    )
    journeys.push(
      normalised(JSON.stringify([told, made.map(({ kind, summary }) => [kind, summary.id])]), names),
    )
  }
  const copies = (
    await Promise.all(
      ['anna@shop.test', 'bob@shop.test', 'bob@partner.test', 'eva@partner.test'].map(address =>
        copiesOf(box, address),
      ),
    )
  ).flat()
  return { copies: copies.map(copy => normalised(copy, names)), reports, journeys }
}

it('the same world, mail and steps of the clock have the same history in every sandbox', async () => {
  const one = await history(await simulateApart(WORLD))
  const other = await history(await simulateApart(WORLD))
  // Byte for byte, with Message-IDs, boundaries and dates.
  expect(other.reports).toEqual(one.reports)
  expect(other.journeys).toEqual(one.journeys)
  expect(other.copies).toEqual(one.copies)
  expect(one.reports.length).toBeGreaterThan(15)
  expect(one.copies.length).toBeGreaterThan(10)
})

it('a sandbox that is reset has the same history again', async () => {
  const box = await simulateApart(WORLD)
  const one = await history(box)
  box.reset()
  const start = Date.parse('2026-11-22T08:00:00Z')
  box.clock.freeze(start)
  await box.client.world.put(WORLD)
  const other = await history(box)
  expect(other).toEqual(one)
})

it('many small steps of the clock come to the same as a few large ones', async () => {
  const one = await history(await simulateApart(WORLD))
  const other = await history(await simulateApart(WORLD), 61_007)
  expect(other).toEqual(one)
})
