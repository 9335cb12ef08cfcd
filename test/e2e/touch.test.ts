import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { eventually, openSubject, rowOf, test } from './inbox-test.ts'

const TELEPHONE = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true }

/** Lets a finger go from one place to another. */
async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  const session = await page.context().newCDPSession(page)
  // In a tenth of a second, however slow the machine is: what takes longer is no swipe.
  let timestamp = Date.now() / 1000
  const touch = (
    type: 'touchStart' | 'touchMove' | 'touchEnd',
    ...touchPoints: { x: number; y: number }[]
  ) => {
    timestamp += 0.03
    return session.send('Input.dispatchTouchEvent', { type, touchPoints, timestamp })
  }
  await touch('touchStart', from)
  await touch('touchMove', { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 })
  await touch('touchMove', to)
  await touch('touchEnd')
}

describe('on a telephone', () => {
  test('a swipe leads back to the list, over the mail too', async ({ open, send }) => {
    await send({ subject: 'Swiped', html: '<p>Hello</p>' })
    const page = await open('/', TELEPHONE)
    for (const y of [120, 600]) {
      await rowOf(page, 'Swiped').tap()
      await page.frameLocator('iframe').getByText('Hello').waitFor()
      await drag(page, { x: 200, y }, { x: 60, y })
      await openSubject(page).waitFor()
      await drag(page, { x: 60, y }, { x: 260, y: y + 20 })
      await openSubject(page).waitFor({ state: 'detached' })
    }
  })

  test('what the search box offers is scrolled, and taken by a tap alone', async ({ open, send }) => {
    await send({ subject: 'One', text: 'x' })
    const page = await open('/', { ...TELEPHONE, viewport: { width: 390, height: 500 } })
    await rowOf(page, 'One').waitFor()
    const field = page.getByRole('combobox')
    await field.tap()
    const offered = page.getByRole('listbox', { name: 'Suggestions' })
    const { x, y, height } = (await offered.boundingBox())!
    await drag(page, { x: x + 40, y: y + height - 20 }, { x: x + 40, y: y + 20 })
    const scrolled = () => offered.evaluate((list: { scrollTop: number }) => list.scrollTop)
    await eventually(scrolled).toBeGreaterThan(0)
    expect(await field.inputValue()).toBe('')
    await page.getByRole('option', { name: 'has:attachment' }).tap()
    expect(await field.inputValue()).toBe('has:attachment ')
  })

  test('a finger that rests on a row selects it, and taps then select others', async ({ open, send }) => {
    for (const subject of ['One', 'Two']) await send({ subject, text: subject })
    const page = await open('/', TELEPHONE)
    const box = await rowOf(page, 'One').boundingBox()
    const session = await page.context().newCDPSession(page)
    const point = { x: box!.x + 120, y: box!.y + 20 }
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] })
    await page.getByText('1 selected').waitFor()
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await rowOf(page, 'Two').tap()
    await page.getByText('2 selected').waitFor()
    await eventually(() => openSubject(page).count()).toBe(0)
  })
})
