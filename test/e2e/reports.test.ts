import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { eventually, openSubject, test } from './inbox-test.ts'

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Report on the message' })
/** What is in the dialog, as its slot has it. */
const form = (page: Page) => page.locator('report-view')

/** The kind of the only message that was made of the open one. */
async function madeOf(page: Page, kind: string): Promise<void> {
  await page.getByRole('region', { name: 'Made of it' }).getByText(kind, { exact: true }).waitFor()
}

describe('a report', () => {
  test('is made by keyboard alone, and leads to the bounce and back', async ({ open, send, box }) => {
    await send({ subject: 'Welcome', text: 'x' })
    const page = await open()
    await openSubject(page).filter({ hasText: 'Welcome' }).waitFor()
    await page.keyboard.press('b')
    await form(page)
      .getByRole('radio', { name: /Refused for good/ })
      .waitFor()
    for (let n = 0; n < 3; n++) await page.keyboard.press('ArrowDown')
    expect(
      await form(page)
        .getByRole('radio', { name: /Unknown account/ })
        .isChecked(),
    ).toBe(true)
    await page.keyboard.press('Enter')
    await page.getByRole('status').getByText('The message has bounced.').waitFor()
    await dialog(page).waitFor({ state: 'detached' })
    await page.keyboard.press('Enter')
    await openSubject(page).filter({ hasText: 'Undelivered' }).waitFor()
    const { items } = await box.client.messages.list({ query: 'to:anna@app.test' })
    const raw = Buffer.from(await box.client.messages.raw(items[0]!.id)).toString('latin1')
    expect(raw).toContain('Status: 5.1.1')
    await page.keyboard.press('8')
    await page.getByRole('link', { name: 'Show that message' }).waitFor()
    const isReached = async () => (await page.locator('.origin a:focus').count()) > 0
    for (let n = 0; n < 60 && !(await isReached()); n++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await openSubject(page).filter({ hasText: 'Welcome' }).waitFor()
    await madeOf(page, 'Bounce')
  })

  test('is made on behalf of the recipient that is chosen', async ({ open, send, box }) => {
    await send({ subject: 'Two', text: 'x', to: 'bob@x.test, eve@x.test' })
    const page = await open()
    await openSubject(page).filter({ hasText: 'Two' }).waitFor()
    await page.getByRole('button', { name: 'Report on the message' }).click()
    await form(page).getByLabel('Recipient who reports').selectOption('eve@x.test')
    await form(page)
      .getByRole('radio', { name: /Mailbox full/ })
      .check()
    await form(page).getByRole('button', { name: 'Make the report' }).click()
    await page.getByRole('link', { name: 'Show it' }).click()
    await openSubject(page).filter({ hasText: 'Undelivered' }).waitFor()
    const { items } = await box.client.messages.list({ query: 'to:anna@app.test' })
    const raw = Buffer.from(await box.client.messages.raw(items[0]!.id)).toString('latin1')
    expect(raw).toMatch(/Final-Recipient: rfc822; ?eve@x\.test/)
    expect(raw).toContain('Status: 5.2.2')
  })

  test.for([
    ['Complaint', 'A complaint was made.', 'Complaint'],
    ['Automatic reply', 'An automatic reply was given.', 'Automatic reply'],
    ['Read receipt', 'A read receipt was sent.', 'Read receipt'],
  ] as const)('may be another than a bounce: %s', async ([option, told, kind], { open, send }) => {
    const headers = { 'Disposition-Notification-To': 'anna@app.test' }
    await send({ subject: 'Welcome', text: 'x', headers })
    const page = await open()
    await openSubject(page).filter({ hasText: 'Welcome' }).waitFor()
    await page.keyboard.press('8')
    await page.getByRole('button', { name: 'Report…' }).click()
    await form(page)
      .getByRole('radio', { name: new RegExp(option) })
      .check()
    await page.keyboard.press('Enter')
    await page.getByText(told).waitFor()
    await madeOf(page, kind)
  })

  test('that nobody would get is refused in words, until something else is asked for', async ({
    open,
    send,
  }) => {
    await send({ subject: 'A bounce', text: 'x', envelope: { from: '', to: ['bob@x.test'] } })
    const page = await open()
    await openSubject(page).filter({ hasText: 'A bounce' }).waitFor()
    await page.keyboard.press('b')
    await form(page).getByRole('radio').first().waitFor()
    await page.keyboard.press('Enter')
    const alert = form(page).getByRole('alert')
    await alert.getByText('null reverse-path').waitFor()
    await page.keyboard.press('ArrowDown')
    await alert.waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'detached' })
    await page.keyboard.press('b')
    await form(page).getByRole('radio').first().waitFor()
    await eventually(() => alert.count()).toBe(0)
  })

  test('is found in the palette and among the keys', async ({ open, send }) => {
    await send({ subject: 'Welcome', text: 'x' })
    const page = await open()
    await openSubject(page).filter({ hasText: 'Welcome' }).waitFor()
    await page.keyboard.press('?')
    await page.locator('shortcuts-view').getByText('Report on the message').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('report on')
    await page.keyboard.press('Enter')
    await form(page).getByRole('radio').first().waitFor()
  })
})
