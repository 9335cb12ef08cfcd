import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { submission } from '../mailbox/submission.ts'
import { eventually, openSubject, rowOf, rows, test } from './inbox-test.ts'

/** The rows that are selected. */
function selected(page: Page) {
  return page.locator('message-row[selected]')
}

const FIVE = ['Five', 'Four', 'Three', 'Two', 'One']

describe('many messages', () => {
  test('are selected by mouse, one by one and as a range, and flagged', async ({ open, send, box }) => {
    for (const subject of FIVE.toReversed()) await send({ subject, text: subject })
    const page = await open()
    await rowOf(page, 'Four').hover()
    await rowOf(page, 'Four').locator('.box').click()
    await rowOf(page, 'Two').click({ modifiers: ['Shift'] })
    await page.getByText('3 selected').waitFor()
    await rowOf(page, 'Three').click({ modifiers: ['ControlOrMeta'] })
    await page.getByText('2 selected').waitFor()
    expect(await openSubject(page).innerText()).toContain('Five')
    await page.locator('selection-bar').getByRole('button', { name: 'Flag' }).click()
    const flagged = async () => (await box.client.messages.list({ query: 'is:flagged' })).items
    await eventually(async () => (await flagged()).map(({ subject }) => subject)).toEqual(['Four', 'Two'])
    await page.getByRole('button', { name: 'Clear the selection' }).click()
    await selected(page).first().waitFor({ state: 'detached' })
  })

  test('are selected by keyboard, deleted and brought back', async ({ open, send, box }) => {
    for (const subject of FIVE.toReversed()) await send({ subject, text: subject })
    const page = await open()
    await openSubject(page).filter({ hasText: 'Five' }).waitFor()
    for (const key of ['x', 'j', 'x', 'd']) await page.keyboard.press(key)
    await page.getByText('2 messages deleted').waitFor()
    await openSubject(page).filter({ hasText: 'Three' }).waitFor()
    await eventually(() => rows(page).count()).toBe(3)
    await page.keyboard.press('z')
    await rowOf(page, 'Five').waitFor()
    await page.keyboard.press('ControlOrMeta+a')
    await page.getByText('5 selected').waitFor()
    await page.keyboard.press('u')
    await page.locator('message-row .dot').first().waitFor({ state: 'detached' })
    expect((await box.client.messages.list({ query: 'is:unread' })).total).toBe(0)
    await page.keyboard.press('u')
    await eventually(async () => (await box.client.messages.list({ query: 'is:unread' })).total).toBe(5)
    await page.keyboard.press('Escape')
    await selected(page).first().waitFor({ state: 'detached' })
    await openSubject(page).waitFor()
  })

  test('are selected with Shift and arrows along the list', async ({ open, send }) => {
    for (const subject of FIVE.toReversed()) await send({ subject, text: subject })
    const page = await open()
    await openSubject(page).filter({ hasText: 'Five' }).waitFor()
    await page.getByRole('listbox', { name: 'Messages' }).focus()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await page.getByText('3 selected').waitFor()
    await page.keyboard.press('Delete')
    await page.getByText('3 messages deleted').waitFor()
    await eventually(() => rows(page).count()).toBe(2)
  })

  test('that are selected in an account are deleted there alone', async ({ open, send, box }) => {
    for (const subject of FIVE) await send({ subject, text: subject })
    const page = await open('/accounts/bob@x.test/INBOX')
    await openSubject(page).waitFor()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.press('d')
    await page.getByText('5 messages deleted').waitFor()
    await page.goto('about:blank')
    await eventually(async () => (await box.client.folders('bob@x.test').get('INBOX')).messages).toBe(0)
    expect((await box.client.messages.list()).total).toBe(5)
  })

  test('are tagged together, each beside the tags that it has', async ({ open, box }) => {
    for (let n = 0; n < 60; n++)
      await box.client.messages.inject(`Subject: Mail ${n}.\r\n\r\n.`, { from: 'a@x.test', to: 'b@x.test' })
    await box.client.messages.patchAll({ tags: ['old'] }, 'subject:"Mail 1."')
    const page = await open()
    await openSubject(page).filter({ hasText: 'Mail 59.' }).waitFor()
    const patches: string[] = []
    page.on('request', request => {
      if (request.postData()?.includes('addTags')) patches.push(request.url())
    })
    await page.keyboard.press('ControlOrMeta+a')
    await page.getByText('60 selected').waitFor()
    await page.keyboard.press('t')
    await page.keyboard.type('ci')
    await page.keyboard.press('Enter')
    await eventually(async () => (await box.client.messages.list({ query: 'tag:ci' })).total).toBe(60)
    expect((await box.client.messages.list({ query: 'tag:old tag:ci' })).total).toBe(1)
    expect(patches).toHaveLength(1)
  })

  test('are marked as read all at once, those beyond the loaded ones too', async ({ open, box }) => {
    for (let n = 0; n < 70; n++)
      await box.client.messages.inject(`Subject: Mail ${n}\r\n\r\n.`, { from: 'a@x.test', to: 'b@x.test' })
    const page = await open()
    await rowOf(page, 'Mail 69').waitFor()
    await page.getByRole('button', { name: 'Mark all read' }).click()
    await eventually(async () => (await box.client.messages.list({ query: 'is:unread' })).total).toBe(0)
    await page.getByRole('button', { name: 'Mark all read' }).waitFor({ state: 'detached' })
  })

  test('are told to be a part of the list where it has more than are selected at once', async ({
    open,
    box,
  }) => {
    for (let n = 0; n < 1100; n++) box.store.capture(submission())
    const page = await open()
    await openSubject(page).waitFor()
    await page.keyboard.press('ControlOrMeta+a')
    await page.getByText('1,000 of 1,100 selected').waitFor()
    await page.keyboard.press('u')
    await eventually(async () => (await box.client.messages.list({ query: 'is:unread' })).total).toBe(100)
  })

  test('are deleted, however many, when the page is left', async ({ open, box }) => {
    const injecting = Array.from({ length: 400 }, (_, n) =>
      box.client.messages.inject({ from: 'a@x.test', to: 'b@x.test', subject: `Mail ${n}`, text: 'x' }),
    )
    await Promise.all(injecting)
    const page = await open()
    await openSubject(page).waitFor()
    await page.keyboard.press('ControlOrMeta+a')
    await page.getByText('400 selected', { exact: true }).waitFor()
    await page.keyboard.press('d')
    await page.getByText('400 messages deleted').waitFor()
    await page.goto('about:blank')
    await eventually(async () => (await box.client.messages.list()).total).toBe(0)
  })
})
