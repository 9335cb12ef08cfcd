import { describe, expect } from 'vitest'
import { createSandbox } from '../../server/sandbox.ts'
import { submission } from '../mailbox/submission.ts'
import { breakOff, eventually, openSubject, rowOf, test } from './inbox-test.ts'

describe('refused mail', () => {
  test('is told with its reason and conversation, that of before too', async ({ open, send, box }) => {
    await breakOff(box.ports.smtp)
    const page = await open()
    await page.getByRole('link', { name: /^Refused/ }).click()
    await page.getByText('Broke off', { exact: true }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/refused')
    await send({ subject: 'Meanwhile', text: 'x' })
    await breakOff(box.ports.smtp)
    await eventually(() => page.locator('details').count()).toBe(2)
    await page.getByText('Broke off', { exact: true }).first().click()
    await page.getByRole('cell', { name: 'RCPT TO:<bob@x.test>' }).waitFor()
    await page.locator('refused-view dl').getByText('anna@app.test').waitFor()
    await page.reload()
    await eventually(() => page.locator('details').count()).toBe(2)
    await page.keyboard.press('Escape')
    await openSubject(page).filter({ hasText: 'Meanwhile' }).waitFor()
  })

  test('says so when the feed may have forgotten earlier ones', async ({ browser }) => {
    const box = await createSandbox()
    const { feedRing } = (await box.client.info()).limits
    const page = await browser.newPage()
    await page.goto(`${box.url}/refused`)
    await page.getByRole('heading', { name: 'Nothing was refused' }).waitFor()
    await eventually(() => page.getByText('What was refused before those').count()).toBe(0)
    for (let n = 0; n < feedRing! / 2; n++) box.store.capture(submission())
    await breakOff(box.ports.smtp)
    await page.goto(`${box.url}/refused`)
    await page.getByText('What was refused before those').waitFor()
    await page.close()
    await box.close()
  })

  test('is no part of the sidebar while there is none, and its page says so', async ({ open }) => {
    const page = await open('/refused')
    await page.getByRole('heading', { name: 'Nothing was refused' }).waitFor()
    await eventually(() => page.getByRole('link', { name: /^Refused/ }).count()).toBe(0)
  })
})

describe('the status', () => {
  test('tells ports, sessions and what is held against the limits', async ({ open, send, box }) => {
    await send({ subject: 'Mail', text: 'x' })
    const page = await open()
    await openSubject(page).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('s')
    await page.getByRole('heading', { name: 'Status' }).waitFor()
    await page
      .getByText(`localhost:${box.ports.smtp}`)
      .or(page.getByText(`127.0.0.1:${box.ports.smtp}`))
      .waitFor()
    const messages = page.getByRole('meter', { name: 'Messages' })
    expect(await messages.getAttribute('aria-valuenow')).toBe('1')
    await send({ subject: 'Another', text: 'x' })
    await eventually(() => messages.getAttribute('aria-valuenow')).toBe('2')
    await page.getByRole('link', { name: /^All mail/ }).click()
    await rowOf(page, 'Another').waitFor()
  })

  test('tells how each port is encrypted', async ({ browser }) => {
    const box = await createSandbox({ tls: true })
    const page = await browser.newPage()
    await page.goto(`${box.url}/status`)
    const kind = async (port: string) =>
      page
        .locator('dt', { hasText: new RegExp(`^${port}$`) })
        .locator('+ dd .tls')
        .innerText()
    expect([await kind('SMTP'), await kind('SMTPS'), await kind('HTTP')]).toEqual([
      'STARTTLS',
      'TLS',
      'no TLS',
    ])
    await page.close()
    await box.close()
  })

  test('counts its own page among the clients at once', async ({ browser, box }) => {
    const page = await browser.newPage()
    // Nothing is asked for anew as time goes by.
    await page.addInitScript('window.setInterval = () => 0')
    await page.goto(`${box.url}/status`)
    const clients = page.locator('dt', { hasText: 'Clients of the event stream' }).locator('+ dd')
    // Changes, and mail that was refused.
    await eventually(() => clients.innerText()).toBe('2')
    expect((await box.client.info()).counts.listeners).toBe(2)
    await page.close()
  })

  test('says when the server is gone', async ({ open, box }) => {
    const page = await open('/status')
    await page.getByRole('heading', { name: 'Ports' }).waitFor()
    await box.close()
    await page.locator('status-view').getByText('No connection').waitFor()
    await page.getByText('Facteur does not answer').waitFor()
  })
})
