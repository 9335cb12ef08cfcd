import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { eventually, openSubject, test } from './inbox-test.ts'

/** What of the page's own is used in functions that run there. */
declare const getComputedStyle: (element: unknown) => { getPropertyValue(name: string): string }
declare const getSelection: () => unknown

/** A style property of an element in the mail, as it came out. */
function styleIn(page: Page, selector: string, property: string): Promise<string> {
  const element = page.frameLocator('iframe').locator(selector)
  return element.evaluate((shown, name) => getComputedStyle(shown).getPropertyValue(name), property)
}

const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n')

describe('the dark preview', () => {
  test('has light text on deep grounds, and is remembered', async ({ open, send }) => {
    await send({
      subject: 'Colours',
      html: '<p style="color:#222;background:#fff">Hello</p><b style="background:#0f5c4a;color:#fff">Go</b>',
    })
    const page = await open()
    await page.frameLocator('iframe').getByText('Hello').waitFor()
    await page.getByRole('button', { name: 'Dark preview' }).click()
    await eventually(() => styleIn(page, 'p', 'background-color')).toBe('rgb(24, 24, 24)')
    await page.reload()
    await page.frameLocator('iframe').getByText('Hello').waitFor()
    await eventually(() => styleIn(page, 'html', 'color-scheme')).toBe('dark')
    expect(await page.getByRole('button', { name: 'Dark preview' }).getAttribute('aria-pressed')).toBe('true')
    await page.keyboard.press('m')
    await eventually(() => styleIn(page, 'p', 'background-color')).toBe('rgb(255, 255, 255)')
  })

  test('is the design that the mail has for it, and only then, whatever the system says', async ({
    open,
    send,
  }) => {
    const html =
      '<style>p{color:#111}@media (prefers-color-scheme:dark){p{color:rgb(1,2,3)}}</style><p>Designed</p>'
    await send({ subject: 'Designed', html })
    const page = await open('/', { colorScheme: 'dark' })
    await page.frameLocator('iframe').getByText('Designed').waitFor()
    expect(await styleIn(page, 'p', 'color')).toBe('rgb(17, 17, 17)')
    await page.keyboard.press('m')
    await eventually(() => styleIn(page, 'p', 'color')).toBe('rgb(1, 2, 3)')
  })
})

test('a link within the mail leads there, and no other tab opens', async ({ open, send }) => {
  await send({ subject: 'Long', html: `<a href="#end">Down</a>${'<br>'.repeat(200)}<p id="end">End</p>` })
  const page = await open()
  const frame = page.frameLocator('iframe')
  await frame.getByText('Down').click()
  await eventually(() =>
    frame.locator('html').evaluate((root: { scrollTop: number }) => root.scrollTop > 0),
  ).toBe(true)
  expect(page.context().pages()).toHaveLength(1)
  await page.keyboard.press('s')
  await page.locator('message-row[open] app-icon[name="flag"]').waitFor()
})

describe('an attachment', () => {
  test('that is text is shown in its charset', async ({ open, send }) => {
    await send({
      subject: 'Attached',
      text: 'x',
      attachments: [
        {
          filename: 'old.txt',
          contentType: 'text/plain; charset=iso-8859-1',
          content: Buffer.from('Grüße', 'latin1'),
        },
        {
          filename: 'page.html',
          contentType: 'text/html',
          content: '<script>document.title="owned"</script>',
        },
      ],
    })
    const page = await open()
    await page.getByRole('tab', { name: /Parts/ }).click()
    await page.getByRole('button', { name: 'Preview old.txt' }).click()
    await page.locator('code-view').getByText('Grüße').waitFor()
    await page.getByRole('button', { name: 'Preview page.html' }).click()
    await page.locator('code-view').getByText('<script>').waitFor()
    expect(await page.title()).not.toBe('owned')
    await page.getByRole('button', { name: 'Hide page.html' }).click()
    await page.locator('code-view').waitFor({ state: 'detached' })
  })

  test('that is a PDF opens in a tab of its own, in which nothing runs', async ({ open, send }) => {
    await send({
      subject: 'Invoice',
      text: 'x',
      attachments: [{ filename: 'invoice.pdf', contentType: 'application/pdf', content: pdf }],
    })
    const page = await open()
    await page.getByRole('tab', { name: /Parts/ }).click()
    const opening = page.context().waitForEvent('page')
    // Asked of the answer alone: a browser without a viewer stays where it was and downloads the file.
    const answering = page.context().waitForEvent('response', response => response.url().includes('inline=1'))
    await page.getByRole('link', { name: 'Open invoice.pdf' }).click()
    const [response] = await Promise.all([answering, opening])
    expect(new URL(response.url()).pathname).toMatch(/\/attachments\/0$/)
    expect(response.request().isNavigationRequest()).toBe(true)
    expect(await response.headerValue('content-disposition')).toBe('inline; filename="invoice.pdf"')
    expect(await response.headerValue('content-security-policy')).toContain('sandbox')
  })
})

describe('keys pressed in the mail', () => {
  test('mean what they mean outside, while what browsers do with text goes on', async ({ open, send }) => {
    await send({ subject: 'Older', html: '<p>Older text</p>' })
    await send({
      subject: 'Newer',
      html: `<p>Newer text</p><a href="#end">Down</a>${'<br>'.repeat(200)}<p id="end">End</p>`,
    })
    const page = await open()
    const frame = page.frameLocator('iframe')
    await frame.getByText('Newer text').dblclick({ position: { x: 12, y: 8 } })
    const selected = () => frame.locator('body').evaluate(() => String(getSelection()).trim())
    await eventually(selected).toBe('Newer')
    await page.keyboard.press('s')
    await page.locator('message-row[open] app-icon[name="flag"]').waitFor()
    expect(await selected()).toBe('Newer')
    await page.keyboard.press('PageDown')
    await eventually(() =>
      frame.locator('html').evaluate((root: { scrollTop: number }) => root.scrollTop > 0),
    ).toBe(true)
    await page.keyboard.press('j')
    await openSubject(page).filter({ hasText: 'Older' }).waitFor()
    await frame.getByText('Older text').waitFor()
    await page.keyboard.press('k')
    await openSubject(page).filter({ hasText: 'Newer' }).waitFor()
  })

  test('open nothing but the link that they are on', async ({ open, send }) => {
    await send({ subject: 'Linked', html: '<a href="#end">Down</a><p id="end">End</p>' })
    const page = await open()
    await page.frameLocator('iframe').getByText('Down').focus()
    await page.keyboard.press('Escape')
    await page.locator('message-header').waitFor({ state: 'detached' })
  })
})
