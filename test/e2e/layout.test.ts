import { describe, expect } from 'vitest'
import { eventually, openSubject, rowOf, rows, test } from './inbox-test.ts'

describe('a window', () => {
  test('of 800 px has the mailboxes in a drawer over the page', async ({ open, send }) => {
    await send({ subject: 'For Bob', text: 'x', to: 'bob@x.test' })
    await send({ subject: 'For Carol', text: 'x', to: 'carol@x.test' })
    const page = await open('/', { viewport: { width: 800, height: 800 } })
    await openSubject(page).filter({ hasText: 'For Carol' }).waitFor()
    const before = await page.locator('list-view').boundingBox()
    await page.getByRole('button', { name: 'Show mailboxes' }).click()
    await page.getByRole('link', { name: 'bob@x.test' }).waitFor()
    expect(await page.locator('list-view').boundingBox()).toEqual(before)
    await page.getByRole('link', { name: 'bob@x.test' }).click()
    await page.locator('side-drawer').waitFor({ state: 'detached' })
    await openSubject(page).filter({ hasText: 'For Bob' }).waitFor()
    await eventually(() => rows(page).count()).toBe(1)
  })

  test('of 390 px shows one pane at a time, the list first', async ({ open, send }) => {
    await send({ subject: 'One', text: 'x' })
    await send({ subject: 'Two', text: 'y' })
    const page = await open('/', { viewport: { width: 390, height: 800 } })
    await rowOf(page, 'One').click()
    await openSubject(page).filter({ hasText: 'One' }).waitFor()
    expect(await page.locator('list-view').isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Back to the list' }).click()
    await rowOf(page, 'Two').waitFor()
    await eventually(() => page.locator('reader-view').count()).toBe(0)
  })

  test('keeps the widths its panes were given', async ({ open }) => {
    const page = await open()
    const splitter = page.getByRole('separator', { name: 'Width of the list' })
    await splitter.focus()
    await page.keyboard.press('ArrowRight')
    await page.reload()
    await eventually(async () => (await page.locator('main').boundingBox())?.width).toBe(376)
  })

  test('keeps its rows compact and its language once they were chosen', async ({ open, send }) => {
    await send({ subject: 'One', text: 'x' })
    const page = await open()
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('radio', { name: 'Compact' }).click()
    await page.getByRole('radio', { name: 'Français' }).click()
    await page.getByRole('heading', { name: 'Tout le courrier' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Tout le courrier' }).waitFor()
    expect((await rowOf(page, 'One').boundingBox())?.height).toBe(32)
  })
})
