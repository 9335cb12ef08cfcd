import { describe, expect } from 'vitest'
import { eventually, openSubject, test } from './inbox-test.ts'

/** Notes notifications in place of showing them, and makes the page think that nobody sees it. */
const UNSEEN = `
  window.told = []
  window.Notification = class extends EventTarget {
    static permission = 'granted'
    static requestPermission = async () => window.answer ?? 'granted'
    constructor(title, { body }) { super(); window.told.push({ title, body, click: () => this.dispatchEvent(new Event('click')) }) }
    close() {}
  }
  Object.defineProperty(document, 'hidden', { get: () => true })`

describe('notifications', () => {
  test('tell of new mail once they were asked for, and lead to it', async ({ open, send, box }) => {
    const page = await open('about:blank')
    await page.addInitScript(UNSEEN)
    await page.goto(box.url)
    await send({ subject: 'Before', text: 'x' })
    await openSubject(page).filter({ hasText: 'Before' }).waitFor()
    await page.getByRole('button', { name: 'Settings' }).click()
    await page
      .getByRole('radiogroup', { name: 'Notify of new mail' })
      .getByRole('radio', { name: 'On' })
      .click()
    await page.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await send({ subject: 'After', text: 'x' })
    const told = () => page.evaluate<{ title: string; body: string }[]>('told')
    await eventually(told).toMatchObject([{ title: 'Anna', body: 'After' }])
    await page.evaluate('told[0].click()')
    await openSubject(page).filter({ hasText: 'After' }).waitFor()
  })

  test('that the browser forbids stay off, and it says so', async ({ open, box }) => {
    const page = await open('about:blank')
    await page.addInitScript(`${UNSEEN}; window.answer = 'denied'`)
    await page.goto(box.url)
    await page.getByRole('button', { name: 'Settings' }).click()
    const choice = page.getByRole('radiogroup', { name: 'Notify of new mail' })
    await choice.getByRole('radio', { name: 'On' }).click()
    await page.getByRole('alert').filter({ hasText: 'does not allow' }).waitFor()
    expect(await choice.getByRole('radio', { name: 'Off' }).getAttribute('aria-checked')).toBe('true')
  })
})

describe('a link', () => {
  test('opens in a tab of its own with the middle button or Ctrl, as a row does', async ({ open, send }) => {
    await send({ subject: 'Older', text: 'x' })
    await send({ subject: 'Newer', text: 'x' })
    const page = await open()
    await openSubject(page).filter({ hasText: 'Newer' }).waitFor()
    const byRow = page.context().waitForEvent('page')
    await page.locator('message-row').filter({ hasText: 'Older' }).click({ button: 'middle' })
    await openSubject(await byRow)
      .filter({ hasText: 'Older' })
      .waitFor()
    const byLink = page.context().waitForEvent('page')
    await page
      .getByRole('link', { name: 'bob@x.test' })
      .first()
      .click({ modifiers: ['ControlOrMeta'] })
    await (await byLink).waitForURL('**/accounts/**')
    expect(await openSubject(page).innerText()).toContain('Newer')
  })
})
