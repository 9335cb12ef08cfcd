import type { Page } from 'playwright-core'
import { describe } from 'vitest'
import { eventually, openSubject, rowOf, test } from './inbox-test.ts'

const DAY = 24 * 60 * 60_000

/** The row of the mail itself: reports on it quote its subject. */
const mailRow = (page: Page, subject: string) => rowOf(page, subject).filter({ hasNotText: 'Mail Delivery' })

describe('a message that bounces', () => {
  test('says so in the list and where it is open', async ({ open, send }) => {
    await send({ subject: 'Order', text: 'x', to: 'anna@bounce-later.test' })
    const page = await open()
    await mailRow(page, 'Order').locator('note-badge').getByText('Bounced', { exact: true }).waitFor()
    await mailRow(page, 'Order').click()
    await openSubject(page).filter({ hasText: 'Order' }).getByText('Bounced', { exact: true }).waitFor()
    await eventually(() => rowOf(page, 'Undelivered').getByText('Bounced', { exact: true }).count()).toBe(0)
  })

  test('says so as soon as that happens, in the language of the reader', async ({ open, send, box }) => {
    box.clock.freeze(box.clock.now())
    await send({ subject: 'Late', text: 'x', to: 'eva@down.test' })
    const page = await open('/', { locale: 'fr-FR' })
    await openSubject(page).filter({ hasText: 'Late' }).waitFor()
    await eventually(() => mailRow(page, 'Late').locator('note-badge').count()).toBe(0)
    box.clock.advance(6 * DAY)
    await mailRow(page, 'Late').locator('note-badge').getByText('Rejeté', { exact: true }).waitFor()
    await openSubject(page).filter({ hasText: 'Late' }).getByText('Rejeté', { exact: true }).waitFor()
  })
})
