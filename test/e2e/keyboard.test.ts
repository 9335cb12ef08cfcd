import { describe, expect } from 'vitest'
import { eventually, openSubject, rowOf, rows, test } from './inbox-test.ts'

describe('by keyboard alone', () => {
  test('mail is read, flagged, deleted and brought back', async ({ open, send, box }) => {
    for (const subject of ['Third', 'Second', 'First']) await send({ subject, text: `Text of ${subject}` })
    const page = await open()
    await openSubject(page).filter({ hasText: 'First' }).waitFor()
    await page.keyboard.press('j')
    await openSubject(page).filter({ hasText: 'Second' }).waitFor()
    await page.keyboard.press('3')
    await page.locator('code-view').waitFor()
    await page.keyboard.press('s')
    await page.locator('message-row[open] app-icon[name="flag"]').waitFor()
    await page.keyboard.press('d')
    await openSubject(page).filter({ hasText: 'Third' }).waitFor()
    await page.keyboard.press('z')
    await openSubject(page).filter({ hasText: 'Second' }).waitFor()
    await page.keyboard.press('k')
    await openSubject(page).filter({ hasText: 'First' }).waitFor()
    expect((await box.client.messages.list({ query: 'is:flagged' })).items[0]?.subject).toBe('Second')
  })

  test('mail is searched for, and the search is left', async ({ open, send }) => {
    for (const subject of ['Invoice', 'Newsletter']) await send({ subject, text: subject })
    const page = await open()
    await rowOf(page, 'Invoice').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('invoice')
    await rowOf(page, 'Newsletter').waitFor({ state: 'detached' })
    await page.keyboard.press('Enter')
    await page.keyboard.press('j')
    await openSubject(page).filter({ hasText: 'Invoice' }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('a')
    await rowOf(page, 'Newsletter').waitFor()
  })

  test('the list is gone through with arrows once it is reached with Tab', async ({ open, send }) => {
    for (const subject of ['Second', 'First']) await send({ subject, text: subject })
    const page = await open()
    await openSubject(page).filter({ hasText: 'First' }).waitFor()
    await page.getByRole('listbox', { name: 'Messages' }).focus()
    await page.keyboard.press('ArrowDown')
    await openSubject(page).filter({ hasText: 'Second' }).waitFor()
  })

  test('keys typed into the search box do nothing else', async ({ open, send }) => {
    await send({ subject: 'Kept', text: 'x' })
    const page = await open()
    await rowOf(page, 'Kept').waitFor()
    await page.getByRole('combobox').pressSequentially('kept d')
    await page.keyboard.press('Delete')
    expect(await page.getByRole('combobox').inputValue()).toBe('kept d')
    await eventually(() => page.getByRole('button', { name: 'Undo' }).count()).toBe(0)
  })

  test('all keys are told, and the window goes with Escape', async ({ open }) => {
    const page = await open()
    await rows(page)
      .or(page.getByRole('heading', { name: 'Send mail here' }))
      .first()
      .waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'All keys' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })
})
