import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { createSandbox } from '../../server/sandbox.ts'
import { journey, routed, step, SUBMITTED } from '../web/journey-fixture.ts'
import { eventually, openSubject, sendMail, test } from './inbox-test.ts'
import { ANNA, imapProgram, pop3Program } from './mail-session.ts'

const DAY = 24 * 60 * 60_000

/** The steps that are shown, each as the text of its line. */
const steps = (page: Page) => page.locator('step-list li')
const stepOf = (page: Page, text: string) => steps(page).filter({ hasText: text })

describe('the way of a message', () => {
  test('is told while it goes on: attempts, the warning and the bounce, which leads there and back', async ({
    open,
    send,
    box,
  }) => {
    box.clock.freeze(box.clock.now())
    await send({ subject: 'Order', text: 'x', to: 'eva@down.test' })
    const page = await open()
    await openSubject(page).filter({ hasText: 'Order' }).waitFor()
    await page.keyboard.press('8')
    await stepOf(page, 'Looked up down.test').getByText('MX 10 mx.down.test').waitFor()
    await stepOf(page, 'Called mx.down.test').getByText('connection refused').waitFor()
    await stepOf(page, 'Waits for the next try').waitFor()
    expect(new URL(page.url()).pathname).toMatch(/\/journey$/)

    const before = await steps(page).count()
    box.clock.advance(30 * 60_000)
    await stepOf(page, '+30 mins').waitFor()
    await eventually(() => steps(page).count()).toBe(before + 2)

    box.clock.advance(5 * DAY)
    await stepOf(page, 'The sender was warned').waitFor()
    await stepOf(page, 'Bounced').getByRole('link', { name: 'Show the bounce' }).waitFor()
    await page.getByRole('region', { name: 'Made of it' }).getByRole('link').nth(1).click()
    await openSubject(page).filter({ hasText: 'Undelivered' }).waitFor()
    await page.getByText('The bounce of a message').waitFor()
    await page.getByRole('link', { name: 'Show that message' }).click()
    await openSubject(page).filter({ hasText: 'Order' }).waitFor()
  })

  test('tells who reads it, and who takes it out, as that happens', async ({ open, send, box }) => {
    await send({ subject: 'Read me', text: 'x', to: ANNA })
    const { items } = await box.client.messages.list()
    const page = await open(`/all/${items[0]!.id}/journey`)
    await stepOf(page, `Delivered into ${ANNA} INBOX`).waitFor()
    const pop3 = await pop3Program(box)
    await pop3.say('RETR 1', 'Read me')
    await stepOf(page, 'Read by POP3').getByText(`as ${ANNA}`).waitFor()
    await pop3.say('RETR 1', 'Read me')
    await stepOf(page, 'Read by POP3').getByText('2 times').waitFor()
    pop3.end()
    const imap = await imapProgram(box)
    await imap.say('c STORE 1 +FLAGS (\\Deleted)', 'c OK')
    await imap.say('d EXPUNGE', 'd OK')
    imap.end()
    await stepOf(page, `Taken out of ${ANNA} INBOX`).waitFor()
    await stepOf(page, 'Delivered into All mail').getByRole('link').click()
    await openSubject(page).filter({ hasText: 'Read me' }).waitFor()
  })

  test('names the recipient of each step where there are several', async ({ open, send, box }) => {
    await send({ subject: 'Two', text: 'x', to: 'eva@down.test, carol@bounce-later.test' })
    const { items } = await box.client.messages.list({ query: 'subject:Two' })
    const page = await open(`/all/${items[0]!.id}/journey`)
    await stepOf(page, 'Called mx.down.test').getByText('for eva@down.test').waitFor()
    await stepOf(page, 'Bounced').getByText('for carol@bounce-later.test').waitFor()
  })

  test('shows the beginning and the end of a long one, and the rest when asked', async ({
    open,
    send,
    box,
  }) => {
    await send({ subject: 'Long', text: 'x' })
    const { items } = await box.client.messages.list()
    const many = Array.from({ length: 999 }, (_, n) => step('released', n * 1000, routed()))
    const page = await open()
    await page.route('**/api/v1/**/journey', route => route.fulfill({ json: journey([SUBMITTED, ...many]) }))
    await page.goto(`${box.url}/all/${items[0]!.id}/journey`)
    await page.getByText('1,000 steps').waitFor()
    await eventually(() => steps(page).count()).toBe(200)
    await page.getByRole('button', { name: 'Show the 800 steps between' }).click()
    await eventually(() => steps(page).count()).toBe(1000)
  })

  test('says when nothing else has happened, and when it cannot be told', async ({ open, send, box }) => {
    await send({ subject: 'Short', text: 'x' })
    const { items } = await box.client.messages.list()
    const page = await open()
    let isBroken = true
    await page.route('**/api/v1/**/journey', route =>
      isBroken ? route.abort() : route.fulfill({ json: journey([SUBMITTED]) }),
    )
    await page.goto(`${box.url}/all/${items[0]!.id}/journey`)
    await page.getByText('This part could not be loaded').waitFor()
    isBroken = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('1 step', { exact: true }).waitFor()
    await page.getByText('Nothing else has happened to it yet').waitFor()
  })
})

describe('the addresses that misbehave', () => {
  test('are offered where there is no mail, to be copied', async ({ open }) => {
    const page = await open()
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    const table = page.getByRole('table', { name: 'Addresses that misbehave' })
    await table.getByRole('row', { name: /anna@down\.test.*given up after five days/ }).waitFor()
    await table.getByRole('button', { name: 'Copy anna@down.test' }).click()
    await eventually(() => page.evaluate<string>('navigator.clipboard.readText()')).toBe('anna@down.test')
    await page.getByText(/^Of mail providers/).click()
    await page
      .getByRole('cell', { name: 'bounce@simulator.amazonses.com' })
      .or(page.getByRole('rowheader', { name: 'bounce@simulator.amazonses.com' }))
      .waitFor()
  })

  test('are not spoken of when they are switched off', async ({ browser }) => {
    const box = await createSandbox({ readyMade: 'off' })
    const page = await browser.newPage()
    const asked = page.waitForResponse('**/world/ready-made')
    await page.goto(box.url)
    await asked
    await page.locator('ready-made-view').waitFor({ state: 'attached' })
    await eventually(() => page.getByText('Addresses that misbehave').count()).toBe(0)
    await page.close()
    await box.close()
  })

  test('do as they say: what is refused is no mail', async ({ open, box }) => {
    const page = await open()
    await expect(sendMail(box.ports.smtp, { to: 'anna@unknown.test', text: 'x' })).rejects.toThrow('5.1.1')
    await page.getByRole('link', { name: /^Refused/ }).waitFor()
  })
})
