import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { openSubject, rowOf, test } from './inbox-test.ts'

const TELEPHONE = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true }

/** Lets a finger go from one place to another. */
async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove', point: { x: number; y: number }) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: [point] })
  await touch('touchStart', from)
  await touch('touchMove', { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 })
  await touch('touchMove', to)
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
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
    expect(await openSubject(page).count()).toBe(0)
  })
})
