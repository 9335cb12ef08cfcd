import { describe, expect } from 'vitest'
import { eventually, rowOf, rows, test } from './inbox-test.ts'

describe('a search', () => {
  test('that is saved stands in the sidebar until it is removed', async ({ open, send }) => {
    for (const subject of ['Invoice', 'Newsletter']) await send({ subject, text: subject })
    const page = await open('/?q=subject:invoice')
    await rowOf(page, 'Newsletter').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Save this search' }).click()
    await page.getByRole('link', { name: /^All mail/ }).click()
    await rowOf(page, 'Newsletter').waitFor()
    await page.reload()
    await page.getByRole('link', { name: 'subject:invoice' }).click()
    await rowOf(page, 'Newsletter').waitFor({ state: 'detached' })
    expect(await page.getByRole('link', { name: 'subject:invoice' }).getAttribute('aria-current')).toBe(
      'page',
    )
    await page.keyboard.press('g')
    await page.keyboard.press('a')
    await rowOf(page, 'Newsletter').waitFor()
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('subject:inv')
    await page.keyboard.press('Enter')
    await rowOf(page, 'Newsletter').waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'subject:invoice' }).hover()
    await page.getByRole('button', { name: 'Remove subject:invoice' }).click()
    await page.getByRole('link', { name: 'subject:invoice' }).waitFor({ state: 'detached' })
    await eventually(() => rows(page).count()).toBe(1)
  })

  test('that was made is offered again, by key alone', async ({ open, send }) => {
    for (const subject of ['Invoice', 'Newsletter']) await send({ subject, text: subject })
    const page = await open()
    await rowOf(page, 'Invoice').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('subject:news')
    await page.keyboard.press('Enter')
    await rowOf(page, 'Invoice').waitFor({ state: 'detached' })
    await page.keyboard.press('/')
    await page.keyboard.press('Escape')
    await rowOf(page, 'Invoice').waitFor()
    await page.keyboard.press('ArrowDown')
    await page.getByRole('option', { name: 'subject:news' }).waitFor()
    await page.keyboard.press('Enter')
    await rowOf(page, 'Invoice').waitFor({ state: 'detached' })
    expect(new URL(page.url()).searchParams.get('q')).toBe('subject:news')
  })

  test('is begun from the keys of the query language, by key alone', async ({ open, send }) => {
    for (const subject of ['Invoice', 'Newsletter']) await send({ subject, text: subject })
    const page = await open()
    await rowOf(page, 'Invoice').waitFor()
    await page.keyboard.press('/')
    await page.getByRole('option', { name: 'has:attachment' }).waitFor()
    for (let n = 0; n < 5; n++) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.keyboard.type('news ')
    await eventually(() => page.locator('search-box').getByRole('option').count()).toBe(0)
    await page.keyboard.press('ArrowDown')
    await page.getByRole('option', { name: 'is:unread' }).waitFor()
    await page.keyboard.press('Escape')
    await rowOf(page, 'Invoice').waitFor({ state: 'detached' })
    await rowOf(page, 'Newsletter').waitFor()
    // The next word goes on where this one has ended.
    expect(await page.getByRole('combobox').inputValue()).toBe('subject:news ')
  })

  test('that does not parse has the caret again, shows where, and is not offered later', async ({
    open,
    send,
  }) => {
    for (const subject of ['Invoice', 'Newsletter']) await send({ subject, text: subject })
    const page = await open()
    await rowOf(page, 'Invoice').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('invoice from:(')
    await page.keyboard.press('Enter')
    const error = page.locator('search-box').getByRole('alert')
    await error.getByText('needs a value').waitFor()
    const [mark, frame, text] = await Promise.all([
      error.locator('.caret').boundingBox(),
      error.boundingBox(),
      error.locator('.before').textContent(),
    ])
    expect(text).toBe('invoice from:')
    expect(mark!.y + mark!.height).toBeLessThan(frame!.y + 20)
    expect(mark!.x).toBeGreaterThan(frame!.x + 60)
    await rowOf(page, 'Invoice').click()
    await page.getByRole('combobox').click()
    await page.keyboard.press('Backspace')
    await page.keyboard.insertText('app')
    await page.keyboard.press('Enter')
    await rowOf(page, 'Newsletter').waitFor({ state: 'detached' })
    await eventually(() => error.count()).toBe(0)
    await page.keyboard.press('/')
    await page.keyboard.press('Delete')
    await page.getByRole('option', { name: 'invoice from:app' }).waitFor()
    await eventually(() => page.getByRole('option', { name: 'from:(' }).count()).toBe(0)
  })
})
