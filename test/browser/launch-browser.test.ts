import { expect, it } from 'vitest'
import { launchBrowser } from './launch-browser.ts'

it('starts a browser that renders a page', async () => {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    await page.setContent('<title>Inbox</title><p>ready</p>')
    expect(await page.title()).toBe('Inbox')
  } finally {
    await browser.close()
  }
})
