import { afterAll, describe, expect, it } from 'vitest'
import { DAY, MINUTE } from '../delivery/delivery-fixture.ts'
import {
  closeSandboxes,
  inboxes,
  readReportOf,
  send,
  SENDER,
  simulate,
  storyOf,
} from './simulation-fixture.ts'

afterAll(closeSandboxes)

const EVA = 'eva@partner.test'

describe('mailboxes of ours', () => {
  it('that are full take mail again once they are emptied', async () => {
    const box = await simulate({
      domains: {
        'shop.test': { refuse: 'bounce', account: { quotaMessages: 1 } },
        'partner.test': { mx: ['10 mx.partner.test'], account: { quotaMessages: 1 } },
        'strict.test': { account: { quotaMessages: 1, full: 'permanent' } },
        'soft.test': { account: { quotaMessages: 1 } },
      },
      hosts: { 'mx.partner.test': {} },
    })
    const addresses = ['a@shop.test', 'a@partner.test']
    for (let n = 0; n < 2; n++) expect((await send(box, { to: addresses })).heard).toBe('250')
    for (const [domain, second] of [
      ['strict.test', '552 5.2.2'],
      ['soft.test', '452 4.2.2'],
    ] as const) {
      expect((await send(box, { to: `a@${domain}` })).heard).toBe('250')
      expect((await send(box, { to: `a@${domain}` })).heard).toBe(`RCPT TO ${second}`)
    }
    expect((await box.client.queue.list()).items).toMatchObject([
      { recipient: 'a@partner.test', lastReply: '452 4.2.2 mailbox full' },
      { recipient: 'a@shop.test', lastReply: '452 4.2.2 the mailbox of a@shop.test is full' },
    ])
    for (const address of [...addresses, 'a@strict.test', 'a@soft.test']) {
      await box.client.folders(address).entries('INBOX').deleteAll()
    }
    expect(await inboxes(box)).toEqual([])
    box.clock.advance(30 * MINUTE)
    for (const domain of ['strict.test', 'soft.test']) {
      expect((await send(box, { to: `a@${domain}` })).heard).toBe('250')
    }
    expect(await inboxes(box)).toEqual([
      'a@partner.test: mail',
      'a@shop.test: mail',
      'a@soft.test: mail',
      'a@strict.test: mail',
    ])
    expect((await box.client.queue.list()).total).toBe(0)
  })

  it('answer each sender once in a week while their owner is away', async () => {
    const vacation = { text: 'Away.', every: '7d', from: '1d', until: '20d' }
    const box = await simulate({ domains: { 'shop.test': { accounts: { anna: { vacation } } } } })
    const answers = async (from: string): Promise<number> => {
      const { id } = await send(box, { from, to: 'anna@shop.test' })
      return (await box.client.messages.journey(id)).made.length
    }
    const days: Record<string, number[]> = {}
    const visit = async (day: number): Promise<void> => {
      days[day] = [
        await answers('bob@app.test'),
        await answers('eva@app.test'),
        await answers('Bob@app.test'),
      ]
    }
    await visit(0)
    for (const [wait, day] of [
      [1, 1],
      [6, 7],
      [1, 8],
      [7, 15],
      [5, 20],
    ] as const) {
      box.clock.advance(wait * DAY)
      await visit(day)
    }
    expect(days).toEqual({
      0: [0, 0, 0],
      1: [1, 1, 0],
      7: [0, 0, 0],
      8: [1, 1, 0],
      15: [1, 1, 0],
      20: [0, 0, 0],
    })
  })

  it('answer nobody who is a program, a list, or did not write to them', async () => {
    const vacation = { text: 'Away.', every: '0s' }
    const box = await simulate({
      domains: { 'shop.test': { accounts: { anna: { vacation } }, aliases: { all: ['anna'] } } },
    })
    const made = async (mail: object): Promise<number> => {
      const { id } = await send(box, { to: 'anna@shop.test', ...mail })
      return (await box.client.messages.journey(id)).made.length
    }
    expect(await made({})).toBe(1)
    expect(await made({ headers: { 'Auto-Submitted': 'auto-generated' } })).toBe(0)
    expect(await made({ headers: { 'List-Id': '<x.app.test>' } })).toBe(0)
    expect(await made({ headers: { Precedence: 'bulk' } })).toBe(0)
    expect(await made({ to: 'x@x.test', bcc: 'anna@shop.test' })).toBe(0)
    expect(await made({ to: 'all@shop.test' })).toBe(0)
    expect(await made({ envelope: { from: '', to: 'anna@shop.test' } })).toBe(0)
  })

  it('that send on to one another and keep nothing: the loop is found, and the sender told', async () => {
    const box = await simulate({
      domains: {
        'shop.test': {
          accounts: { anna: { forward: ['bob@shop.test'] }, bob: { forward: ['anna@shop.test'] } },
        },
      },
    })
    const { id } = await send(box, { from: 'eva@app.test', to: 'anna@shop.test' })
    expect(await inboxes(box)).toEqual(['eva@app.test: bounce 5.4.6'])
    expect(await storyOf(box, id)).toEqual([
      '+0m facteur.test queued',
      '+0m facteur.test redirected bob@shop.test',
      '+0m facteur.test queued',
      '+0m facteur.test redirected anna@shop.test',
      expect.stringMatching(/^\+0m facteur\.test bounced 5\.4\.6 554 5\.4\.6 /),
    ])
  })

  it('that send on to where nobody is: the sender learns of the address that failed', async () => {
    const forward = ['x@down.test', 'y@bounce-later.test', 'z@x.test']
    const box = await simulate({ domains: { 'shop.test': { accounts: { anna: { forward } } } } })
    const { id } = await send(box, { to: 'anna@shop.test' })
    expect(await inboxes(box)).toEqual([`${SENDER}: bounce 5.1.1`, 'z@x.test: mail'])
    const { groups } = await readReportOf(box, id, 'bounce')
    expect(groups[1]).toMatchObject({ 'final-recipient': 'rfc822; y@bounce-later.test' })
    expect((await box.client.queue.list()).items).toMatchObject([{ recipient: 'x@down.test', parent: 'd1' }])
  })

  it('that stand for themselves: the loop is found, and others get the mail all the same', async () => {
    const box = await simulate({
      domains: { 'shop.test': { accounts: ['anna'], aliases: { sales: ['sales', 'anna'] } } },
    })
    await send(box, { to: 'sales@shop.test' })
    expect(await inboxes(box)).toEqual(['anna@shop.test: mail', `${SENDER}: bounce 5.4.6`].toSorted())
  })

  it('that send on to one another and keep a copy have one each', async () => {
    const box = await simulate({
      domains: {
        'shop.test': {
          accounts: {
            anna: { forward: ['bob@shop.test'], keep: true },
            bob: { forward: ['anna@shop.test'], keep: true },
          },
        },
      },
    })
    await send(box, { from: 'eva@app.test', to: 'anna@shop.test' })
    expect(await inboxes(box)).toEqual(['anna@shop.test: mail', 'bob@shop.test: mail'])
  })

  it('behind an alias all get it once, here and elsewhere, whatever ways lead to them', async () => {
    const box = await simulate({
      domains: {
        'shop.test': {
          accounts: ['anna', 'bob'],
          aliases: { sales: ['anna', 'bob', 'team@shop.test', EVA], team: ['bob', 'eva@down.test'] },
        },
        'partner.test': { mx: ['10 mx.partner.test'] },
      },
      hosts: { 'mx.partner.test': {} },
    })
    const { id } = await send(box, { from: 'eva@app.test', to: 'sales@shop.test' })
    expect(await inboxes(box)).toEqual([
      'anna@shop.test: mail',
      'bob@shop.test: mail',
      'eva@partner.test: mail',
    ])
    const { items } = await box.client.queue.list()
    expect(items).toMatchObject([{ recipient: 'eva@down.test', message: id }])
    const parent = await box.client.queue.get(items[0]?.parent ?? '')
    expect(parent).toMatchObject({ recipient: 'team@shop.test', state: 'redirected' })
  })

  it('take what is for nobody if there is a catch-all, and what has a label', async () => {
    const box = await simulate({
      domains: {
        'shop.test': { accounts: ['anna', 'office'], catchAll: 'office', plus: true },
        'two.test': { accounts: ['anna'] },
      },
    })
    expect((await send(box, { to: ['Anna+x@shop.test', 'nobody@shop.test'] })).heard).toBe('250')
    expect((await send(box, { to: 'nobody@two.test' })).heard).toBe('RCPT TO 550 5.1.1')
    expect((await send(box, { to: 'anna+x@two.test' })).heard).toBe('RCPT TO 550 5.1.1')
    expect(await inboxes(box)).toEqual(['anna@shop.test: mail', 'office@shop.test: mail'])
  })
})

describe('where a refusal shows', () => {
  it.each<['rcpt' | 'data' | 'bounce', string, string[]]>([
    ['rcpt', 'RCPT TO 550 5.1.1', []],
    ['data', 'DATA 550 5.1.1', []],
    ['bounce', '250', [`${SENDER}: bounce 5.1.1`]],
  ])('is at %s, as the domain says: ours, and one elsewhere', async (refuse, heard, lies) => {
    const box = await simulate({
      domains: {
        'shop.test': { refuse, accounts: ['anna'] },
        'partner.test': { refuse, mx: ['10 mx.partner.test'], accounts: ['anna'] },
      },
      hosts: { 'mx.partner.test': {} },
    })
    for (const domain of ['shop.test', 'partner.test']) {
      expect((await send(box, { to: `bob@${domain}` })).heard).toBe(heard)
      expect(await inboxes(box)).toEqual(lies)
      expect((await send(box, { to: `anna@${domain}` })).heard).toBe('250')
      expect(await inboxes(box)).toEqual([...lies, `anna@${domain}: mail`].toSorted())
      await box.client.messages.deleteAll()
    }
  })

  it('a message that one recipient takes is captured; for those refused after the data there is a bounce', async () => {
    const box = await simulate()
    const { heard } = await send(box, { to: ['bob@x.test', 'anna@policy.test'] })
    expect(heard).toBe('250')
    expect(await inboxes(box)).toEqual([`${SENDER}: bounce 5.7.1`, 'bob@x.test: mail'])
  })

  it('strangers are refused where the world says who may submit', async () => {
    const box = await simulate({
      submission: { networks: ['192.0.2.0/24'], relay: 'denied', users: { app: 'secret' } },
      domains: { 'shop.test': { accounts: ['anna'] } },
    })
    expect((await send(box, { to: 'bob@x.test' })).heard).toBe('RCPT TO 550 5.7.1')
    expect((await send(box, { to: 'anna@shop.test' })).heard).toBe('250')
  })
})
