import { ImapFlow } from 'imapflow'
import { simpleParser } from 'mailparser'
import Pop3Command from 'node-pop3'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Sandbox } from '../../server/sandbox.ts'
import { DAY } from '../delivery/delivery-fixture.ts'
import {
  closeSandboxes,
  copiesOf,
  type ReadReport,
  readReport,
  readReportOf,
  send,
  SENDER,
  simulate,
} from './simulation-fixture.ts'

afterAll(closeSandboxes)

/** All mails of an account, as a POP3 client gets them. */
async function overPop3(box: Sandbox, user: string): Promise<string[]> {
  const client = new Pop3Command({ user, password: 'any', host: '127.0.0.1', port: box.ports.pop3 })
  const mails: string[] = []
  for (const [number] of await client.UIDL()) mails.push(await client.RETR(Number(number)))
  await client.QUIT()
  return mails
}

/** All mails of an account, as an IMAP client gets them. */
async function overImap(box: Sandbox, user: string): Promise<string[]> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: box.ports.imap,
    secure: false,
    auth: { user, pass: 'any' },
    logger: false,
  })
  await client.connect()
  onTestFinished(() => client.close())
  await client.mailboxOpen('INBOX')
  const mails: string[] = []
  for await (const { source } of client.fetch('1:*', { source: true })) mails.push(source?.toString() ?? '')
  await client.logout()
  return mails
}

const READERS = [
  ['POP3', overPop3],
  ['IMAP', overImap],
] as const

/** What a bounce processor wants to know. */
function verdict({ groups, returned }: ReadReport): string[] {
  const original = /^Message-ID: (.*)$/im.exec(returned)?.[1]?.trim() ?? ''
  return groups.slice(1).flatMap(group => [group['final-recipient'] ?? '', group['status'] ?? '', original])
}

describe.each(READERS)('the application that reads its bounces over %s', (_, read) => {
  it('learns who was not reached, why, and which of its mails it was', async () => {
    const box = await simulate()
    await send(box, { to: 'eva@bounce-later.test', messageId: '<order-1@app.test>' })
    await send(box, { to: 'eva@down.test', messageId: '<order-2@app.test>' })
    box.clock.advance(5 * DAY)
    const mails = await read(box, SENDER)
    const reports = await Promise.all(mails.map(mail => readReport(Buffer.from(mail))))
    expect(reports.map(verdict)).toEqual([
      ['rfc822; eva@bounce-later.test', '5.1.1', '<order-1@app.test>'],
      ['rfc822; eva@down.test', '4.4.1', '<order-2@app.test>'],
      ['rfc822; eva@down.test', '4.4.1', '<order-2@app.test>'],
    ])
    expect(reports.map(({ groups }) => groups[1]?.['action'])).toEqual(['failed', 'delayed', 'failed'])
    const journeys = await Promise.all(
      (await box.client.messages.list({ query: 'subject:Undelivered' })).items.map(({ id }) =>
        box.client.messages.journey(id),
      ),
    )
    expect(journeys.map(({ steps }) => steps.at(-1)?.type)).toEqual(['read', 'read'])
  })

  it('finds in its header that nobody is to answer it, and what it answers', async () => {
    const box = await simulate()
    await send(box, { to: 'eva@bounce-later.test', messageId: '<order-1@app.test>' })
    const [mail = ''] = await read(box, SENDER)
    const { headers, from, to, subject, inReplyTo } = await simpleParser(mail)
    expect(headers.get('auto-submitted')).toBe('auto-replied')
    expect(from?.value).toEqual([{ name: 'Mail Delivery System', address: 'MAILER-DAEMON@facteur.test' }])
    expect(to).toMatchObject({ value: [{ address: SENDER }] })
    expect([subject, inReplyTo]).toEqual(['Undelivered Mail Returned to Sender', '<order-1@app.test>'])
    expect(headers.get('content-type')).toMatchObject({
      value: 'multipart/report',
      params: { 'report-type': 'delivery-status' },
    })
    const { items } = await box.client.messages.list({ query: 'subject:Undelivered' })
    expect(items[0]?.envelope).toEqual({ from: '', to: [SENDER] })
  })

  it('gets the copy with the trace of its way, and the same as over the API', async () => {
    const world = {
      domains: { 'partner.test': { mx: ['10 mx.partner.test'] } },
      hosts: { 'mx.partner.test': {} },
    }
    const box = await simulate(world)
    await send(box, { to: 'eva@partner.test' })
    const [mail = ''] = await read(box, 'eva@partner.test')
    const [copy = ''] = await copiesOf(box, 'eva@partner.test')
    // node-pop3 takes the last line end for a part of the end.
    expect(mail.trimEnd()).toBe(copy.trimEnd())
    expect(mail).toMatch(/^Return-Path: <anna@app\.test>\r\nReceived: from facteur\.test/)
  })
})

describe('a bounce', () => {
  it('goes to the VERP address that the sender gave', async () => {
    const box = await simulate()
    const from = 'bounces+eva=bounce-later.test@app.test'
    await send(box, { envelope: { from, to: 'eva@bounce-later.test' }, from: SENDER })
    const [mail = ''] = await overPop3(box, from)
    expect(verdict(await readReport(Buffer.from(mail)))[0]).toBe('rfc822; eva@bounce-later.test')
    expect(await copiesOf(box, from)).toHaveLength(1)
    await expect(copiesOf(box, SENDER)).rejects.toThrow()
  })

  it('honours ENVID, ORCPT and RET', async () => {
    const box = await simulate()
    const dsn = { id: 'order+7', return: 'headers', notify: 'failure', recipient: 'rfc822;eva@old.test' }
    const { id } = await send(box, { to: 'eva@bounce-later.test', text: 'secret text', dsn })
    const { groups, returned } = await readReportOf(box, id, 'bounce')
    expect(groups[0]?.['original-envelope-id']).toBe('order+7')
    expect(groups[1]?.['original-recipient']).toBe('rfc822; eva@old.test')
    expect(returned).toContain('Subject: Hello')
    expect(returned).not.toContain('secret text')
  })

  it('returns the whole message where nothing else is asked for, byte for byte', async () => {
    const box = await simulate()
    const { id } = await send(box, { to: 'eva@bounce-later.test', text: 'grüße\n'.repeat(100) })
    const { returned } = await readReportOf(box, id, 'bounce')
    expect(returned).toBe(Buffer.from(await box.client.messages.raw(id)).toString())
  })

  it('is not written where the sender wants none; of success it is told where it wants that', async () => {
    const box = await simulate({
      domains: { 'partner.test': { mx: ['10 mx.partner.test'] }, 'shop.test': { accounts: ['anna'] } },
      hosts: { 'mx.partner.test': {} },
    })
    const kinds = async (to: string, notify: string): Promise<string[]> => {
      const { id } = await send(box, { to, dsn: { notify } })
      return (await box.client.messages.journey(id)).made.map(({ kind }) => kind)
    }
    expect(await kinds('eva@bounce-later.test', 'never')).toEqual([])
    expect(await kinds('eva@bounce-later.test', 'success,delay')).toEqual([])
    expect(await kinds('eva@partner.test', 'success')).toEqual(['delivered'])
    expect(await kinds('anna@shop.test', 'success')).toEqual(['delivered'])
    expect(await kinds('anna@plain.test', 'success')).toEqual(['delivered'])
    expect(await kinds('eva@partner.test', 'failure')).toEqual([])
  })

  it('can be had of any message that was captured, as can a complaint, an answer and a receipt', async () => {
    const box = await simulate()
    const { id } = await send(box, { to: 'bob@x.test', headers: { 'Disposition-Notification-To': SENDER } })
    await box.client.messages.bounce(id, { kind: 'full' })
    await box.client.messages.complain(id)
    await box.client.messages.autoReply(id)
    await box.client.messages.markRead(id)
    const { made } = await box.client.messages.journey(id)
    expect(made.map(({ kind }) => kind)).toEqual(['bounce', 'complaint', 'auto-reply', 'disposition'])
    expect((await readReportOf(box, id, 'bounce')).groups[1]?.['status']).toBe('5.2.2')
    expect((await readReportOf(box, id, 'complaint')).groups[0]).toMatchObject({
      'feedback-type': 'abuse',
      'original-mail-from': '<anna@app.test>',
      'original-rcpt-to': '<bob@x.test>',
    })
    expect((await readReportOf(box, id, 'disposition')).groups[0]).toMatchObject({
      'final-recipient': 'rfc822; bob@x.test',
      disposition: expect.stringContaining('displayed') as string,
    })
  })
})
