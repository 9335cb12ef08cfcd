import { expect } from 'vitest'
import { createSandbox } from '../../server/sandbox.ts'
import { eventually, openSubject, rowOf, rows, sendMail, test } from './inbox-test.ts'

test('a server that goes away is missed, and one that comes back is caught up with', async ({ browser }) => {
  const first = await createSandbox()
  const { http, smtp } = first.ports
  await sendMail(smtp, { subject: 'Before', text: 'x' })
  const page = await browser.newPage()
  page.setDefaultTimeout(10_000)
  await page.goto(first.url)
  await rowOf(page, 'Before').waitFor()
  await first.close()
  await page.getByText('Facteur does not answer').waitFor()
  await eventually(() => rows(page).count()).toBe(1)

  const second = await createSandbox({ httpPort: http, smtpPort: smtp })
  await sendMail(smtp, { subject: 'After', text: 'y' })
  await rowOf(page, 'After').waitFor()
  await rowOf(page, 'Before').waitFor({ state: 'detached' })
  await page.getByText('Facteur does not answer').waitFor({ state: 'detached' })
  await page.close()
  await second.close()
})

test('what was open or being written when the server went is told of, and not lost', async ({ browser }) => {
  const first = await createSandbox()
  const { http, smtp } = first.ports
  await sendMail(smtp, { subject: 'Before', text: 'x' })
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const [reading, writing] = [await context.newPage(), await context.newPage()]
  await reading.goto(first.url)
  await openSubject(reading).filter({ hasText: 'Before' }).waitFor()
  await writing.goto(`${reading.url()}/reply`)
  await writing.locator('compose-view textarea').fill('Half a thought')
  await first.close()
  const second = await createSandbox({ httpPort: http, smtpPort: smtp })
  await reading.locator('connect-view').waitFor()
  await eventually(() => openSubject(reading).count()).toBe(0)
  await writing.locator('connect-view, list-view state-panel').first().waitFor()
  expect(await writing.locator('compose-view textarea').inputValue()).toBe('Half a thought')
  await writing.keyboard.press('ControlOrMeta+Enter')
  await writing.getByRole('alert').filter({ hasText: 'There is no message' }).waitFor()
  expect(await writing.locator('compose-view textarea').inputValue()).toBe('Half a thought')
  await context.close()
  await second.close()
})

test('a message that could not be opened without a connection opens when there is one', async ({
  open,
  send,
}) => {
  await send({ subject: 'Older', text: 'x' })
  await send({ subject: 'Middle', text: 'x' })
  await send({ subject: 'Newer', text: 'x' })
  const page = await open()
  await openSubject(page).filter({ hasText: 'Newer' }).waitFor()
  await page.context().setOffline(true)
  await rowOf(page, 'Older').click()
  await page.getByText('The message could not be opened').waitFor()
  await page.context().setOffline(false)
  await openSubject(page).filter({ hasText: 'Older' }).waitFor()
})

test('what happens while the connection is lost is caught up with', async ({ open, send, box }) => {
  await send({ subject: 'Before', text: 'x' })
  const page = await open()
  await rowOf(page, 'Before').waitFor()
  await page.context().setOffline(true)
  await page.evaluate('0')
  await send({ subject: 'Meanwhile', text: 'y' })
  await box.client.messages.patch(
    (await box.client.messages.list({ query: 'subject:before' })).items[0]!.id,
    { flagged: true },
  )
  await page.context().setOffline(false)
  await rowOf(page, 'Meanwhile').waitFor()
  await rowOf(page, 'Before').locator('app-icon[name="flag"]').waitFor()
})
