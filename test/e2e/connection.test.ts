import { expect } from 'vitest'
import { createSandbox } from '../../server/sandbox.ts'
import { rowOf, rows, sendMail, test } from './inbox-test.ts'

test('a server that goes away is missed, and one that comes back is caught up with', async ({ browser }) => {
  const first = await createSandbox()
  const { http, smtp } = first.ports
  await sendMail(smtp, { subject: 'Before', text: 'x' })
  const page = await browser.newPage()
  await page.goto(first.url)
  await rowOf(page, 'Before').waitFor()
  await first.close()
  await page.getByText('Facteur does not answer').waitFor()
  expect(await rows(page).count()).toBe(1)

  const second = await createSandbox({ httpPort: http, smtpPort: smtp })
  await sendMail(smtp, { subject: 'After', text: 'y' })
  await rowOf(page, 'After').waitFor()
  await rowOf(page, 'Before').waitFor({ state: 'detached' })
  await page.getByText('Facteur does not answer').waitFor({ state: 'detached' })
  await page.close()
  await second.close()
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
