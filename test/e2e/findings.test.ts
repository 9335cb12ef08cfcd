import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { eventually, openSubject, rows, test } from './inbox-test.ts'

const SIGN_UP = {
  subject: 'Sign up',
  html: `<p>Your verification code is <b>482 910</b>.</p><p>Or, for the support: PIN 7341</p>
    <a href="https://app.test/confirm?token=k3Jx">Confirm your address</a>
    <a href="https://bank.test@evil.test/reset">https://bank.test/reset</a>
    <a href="javascript:document.title='owned'">Confirm here</a>
    <img src="https://app.test/logo.png"><img src="https://app.test/line.png" alt="">`,
}

const pasted = (page: Page) => page.evaluate<string>('navigator.clipboard.readText()')

async function allowClipboard(page: Page): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
}

describe('a one-time code', () => {
  test('stands large at the top, and is copied without its gaps', async ({ open, send }) => {
    await send(SIGN_UP)
    const page = await open()
    await allowClipboard(page)
    const codes = page.locator('one-time-codes')
    await codes.getByText('Your verification code is').waitFor()
    const size = (selector: string) =>
      codes.locator(selector).evaluate((element: { getBoundingClientRect(): { height: number } }) => {
        return element.getBoundingClientRect().height
      })
    expect(await size('strong')).toBeGreaterThan(await size('li'))
    await codes.getByRole('button', { name: 'Copy 482910' }).click()
    await codes.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await pasted(page)).toBe('482910')
    await codes.getByRole('button', { name: 'Copy 7341' }).click()
    await eventually(() => pasted(page)).toBe('7341')
  })

  test('is copied by key, also from within the mail', async ({ open, send }) => {
    await send(SIGN_UP)
    const page = await open()
    await allowClipboard(page)
    await page.locator('one-time-codes').waitFor()
    await page.keyboard.press('Shift+C')
    await page.getByText('482910 copied').waitFor()
    expect(await pasted(page)).toBe('482910')
    await page.evaluate(`navigator.clipboard.writeText('')`)
    await page.frameLocator('iframe').getByText('Your verification').click()
    await page.keyboard.press('Shift+C')
    await eventually(() => pasted(page)).toBe('482910')
  })

  test('that is not there is said to be missing', async ({ open, send }) => {
    await send({ subject: 'Plain', text: 'Hello' })
    const page = await open()
    await openSubject(page).waitFor()
    await page.getByRole('tabpanel').waitFor()
    await eventually(() => page.locator('one-time-codes, action-link').count()).toBe(0)
    await page.keyboard.press('Shift+C')
    await page.getByText('No one-time code was found').waitFor()
  })
})

describe('links of a mail', () => {
  test('to act on say where they lead, and open outside without a word of us', async ({ open, send }) => {
    await send(SIGN_UP)
    const page = await open()
    await allowClipboard(page)
    await page.context().route('https://**', route => route.fulfill({ body: 'outside' }))
    const links = page.getByRole('list', { name: 'Links to act on' })
    const confirm = links.getByRole('link', { name: 'Confirm your address app.test' })
    const opening = page.context().waitForEvent('page')
    const asking = page.context().waitForEvent('request', request => request.url().includes('confirm'))
    await confirm.click()
    const [tab, request] = await Promise.all([opening, asking])
    expect(await request.headerValue('referer')).toBeNull()
    expect(await tab.evaluate('opener')).toBeNull()
    await page.bringToFront()
    await links.getByRole('link', { name: 'https://bank.test/reset evil.test' }).waitFor()
    await links.getByRole('button', { name: 'Copy the link to app.test' }).click()
    await eventually(() => pasted(page)).toBe('https://app.test/confirm?token=k3Jx')
    await eventually(() => links.getByRole('listitem').count()).toBe(2)
    expect(await page.title()).not.toBe('owned')
  })

  test('are all listed by key, with the images', async ({ open, send }) => {
    await send(SIGN_UP)
    const page = await open('/', { viewport: { width: 390, height: 800 } })
    await rows(page).first().click()
    await page.getByRole('tabpanel').waitFor()
    await page.keyboard.press('7')
    const panel = page.getByRole('tabpanel', { name: 'Links' })
    await panel.getByText('Its text says bank.test').waitFor()
    expect(await panel.getByRole('link').allTextContents()).toEqual([
      'https://app.test/confirm?token=k3Jx',
      'https://bank.test@evil.test/reset',
    ])
    await panel.getByText('No alternative text').waitFor()
    await panel.getByText('decoration').waitFor()
    expect(new URL(page.url()).pathname).toMatch(/\/links$/)
    const [tab, bar] = await Promise.all([
      page.getByRole('tab', { name: /Links 2/ }).boundingBox(),
      page.getByRole('tablist').boundingBox(),
    ])
    expect(tab!.x + tab!.width).toBeLessThanOrEqual(bar!.x + bar!.width + 1)
    await page.reload()
    await panel.getByText('Its text says bank.test').waitFor()
  })
})
