import { describe } from 'vitest'
import { eventually, openSubject, rowOf, rows, test } from './inbox-test.ts'

describe('the palette', () => {
  test('runs a command that is found by typing', async ({ open, send, box }) => {
    await send({ subject: 'Mail', text: 'x' })
    const page = await open()
    await openSubject(page).waitFor()
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('combobox', { name: 'Commands' }).waitFor()
    await page.keyboard.type('flag')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await eventually(async () => (await box.client.messages.get('latest')).flagged).toBe(true)
  })

  test('goes to accounts and views, and opens other windows', async ({ open, send }) => {
    await send({ subject: 'For Carol', text: 'x', to: 'carol@x.test' })
    await send({ subject: 'For Bob', text: 'x' })
    const page = await open()
    await page.getByRole('link', { name: 'carol@x.test' }).waitFor()
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('carol')
    await page.keyboard.press('Enter')
    await rowOf(page, 'For Bob').waitFor({ state: 'detached' })
    await eventually(() => rows(page).count()).toBe(1)
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('option', { name: /^Source/ }).click()
    await page.locator('code-view').waitFor()
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('settings')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Settings' }).waitFor()
  })

  test('offers what concerns a message only when there is one, and goes with Escape', async ({ open }) => {
    const page = await open()
    await page.locator('connect-view').waitFor()
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('option', { name: /^Search/ }).waitFor()
    await eventually(() => page.getByRole('option', { name: /^Flag/ }).count()).toBe(0)
    await page.keyboard.type('no such thing')
    await page.getByText('Nothing found').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  test('leads to the search box and leaves the caret there', async ({ open, send }) => {
    await send({ subject: 'Mail', text: 'x' })
    const page = await open()
    await openSubject(page).waitFor()
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('search')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.type('subject:mail')
    await eventually(() => page.getByRole('combobox', { name: 'Search mail' }).inputValue()).toBe(
      'subject:mail',
    )
  })
})
