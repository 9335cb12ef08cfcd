import { describe, expect } from 'vitest'
import { rowOf, rows, test } from './inbox-test.ts'

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
    expect(await rows(page).count()).toBe(1)
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
})
