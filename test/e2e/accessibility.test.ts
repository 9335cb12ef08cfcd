import { describe, expect } from 'vitest'
import { findings } from './axe.ts'
import { breakOff, openSubject, rows, test, UNHURRIED } from './inbox-test.ts'

const WINDOWS = [1440, 390].map(width => ({ viewport: { width, height: 800 } }))
const LOCALES = ['en-GB', 'fr-FR']
const TABS = ['html', 'text', 'source', 'headers', 'parts', 'smtp', 'links', 'journey', 'checks']
const PLAIN = { subject: 'Plain', text: 'See https://x.test/', bcc: 'hidden@x.test' }
const RICH = {
  subject: 'Rich',
  to: 'bob@x.test, eve@x.test',
  html: `<p>Hello. Your code is 482910.</p><a href="https://app.test/confirm">Confirm</a>
    <a href="https://evil.test/reset">https://app.test/reset</a><img src="https://app.test/logo.png">`,
  messageId: '<rich@app.test>',
  attachments: [
    { filename: 'a.txt', content: 'x' },
    { filename: 'b.pdf', content: '%PDF-1.4' },
  ],
}
const ANSWER = { subject: 'Re: Rich', text: 'Hi', inReplyTo: '<rich@app.test>' }
const SAVED = `localStorage.setItem('facteur.searches', '{"saved":["is:unread"],"recent":["tag:ci"]}')`

describe.for(WINDOWS)('axe finds nothing at $viewport.width px', UNHURRIED, window => {
  test.for(LOCALES)('in every view of a message, in %s', async (locale, { open, send, box }) => {
    await send(RICH)
    await send(ANSWER)
    const { items } = await box.client.messages.list({ query: 'has:attachment' })
    const page = await open(`/all/${items[0]!.id}`, { ...window, locale })
    await openSubject(page).waitFor()
    await page.locator('conversation-strip').waitFor()
    for (const [place, tab] of TABS.entries()) {
      await page.getByRole('tab').nth(place).click()
      await page.waitForURL(url => url.pathname.endsWith(`/${tab}`))
      await page.getByRole('tabpanel').waitFor()
      await page.locator('skeleton-rows').first().waitFor({ state: 'detached' })
      if (tab === 'journey') await page.locator('step-list').waitFor()
      if (tab === 'checks') await page.locator('checks-view .rows').waitFor()
      if (tab === 'parts') await page.locator('button.way').first().click()
      expect(await findings(page), tab).toEqual([])
    }
    await page.keyboard.press('b')
    await page.locator('report-view select').waitFor()
    expect(await findings(page), 'report').toEqual([])
  })

  test.for(LOCALES)('where a message is written, in %s', async (locale, { open, send, box }) => {
    await send(RICH)
    const { items } = await box.client.messages.list()
    const page = await open('/compose', { ...window, locale })
    await page.locator('compose-view textarea').waitFor()
    expect(await findings(page), 'empty').toEqual([])
    await page
      .locator('compose-view input[type=file]')
      .setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('x') })
    await page.locator('compose-view button.primary').click()
    await page.getByRole('alert').first().waitFor()
    expect(await findings(page), 'wrong').toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor()
    expect(await findings(page), 'left').toEqual([])
    for (const writing of ['reply', 'reply-all', 'forward']) {
      await page.goto(`${box.url}/all/${items[0]!.id}/${writing}`)
      await page.locator('compose-view textarea').waitFor()
      expect(await findings(page), writing).toEqual([])
    }
    await page.goto(`${box.url}/all/${items[0]!.id}/reply`)
    await page.locator('compose-view textarea').press('Control+Enter')
    await page.locator('.notice').waitFor()
    expect(await findings(page), 'sent').toEqual([])
  })

  test.for(LOCALES)('with mail and without it, in %s', async (locale, { open, send, box }) => {
    const page = await open('/', { ...window, locale })
    await page.locator('ready-made-view table').first().waitFor()
    expect(await findings(page), 'empty').toEqual([])
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    expect(await findings(page), 'window').toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('dialog').waitFor()
    expect(await findings(page), 'palette').toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.evaluate(SAVED)
    await page.reload()
    await page.locator('connect-view').waitFor()
    if (window.viewport.width < 700) await page.locator('list-view icon-button').first().click()
    await page.getByRole('link', { name: 'is:unread' }).waitFor()
    expect(await findings(page), 'searches').toEqual([])
    if (window.viewport.width < 700) await page.keyboard.press('Escape')
    await page.getByRole('combobox').click()
    await page.getByRole('option', { name: 'tag:ci' }).waitFor()
    expect(await findings(page), 'history').toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await send(PLAIN)
    await rows(page).first().waitFor()
    expect(await findings(page), 'list').toEqual([])
    await rows(page).first().click()
    await openSubject(page).waitFor()
    await page.keyboard.press('t')
    await page.keyboard.type('ci')
    await page.keyboard.press('Enter')
    await page.locator('tags-view li').waitFor()
    expect(await findings(page), 'tags').toEqual([])
    await page.keyboard.press('Escape')
    await page.locator('app-window').waitFor({ state: 'detached' })
    if (window.viewport.width > 700) {
      await page.keyboard.press('x')
      await page.locator('selection-bar').waitFor()
      expect(await findings(page), 'selection').toEqual([])
    }
    await breakOff(box.ports.smtp)
    for (const path of ['/status', '/refused']) {
      await page.goto(new URL(path, page.url()).href)
      await page
        .locator(path === '/status' ? 'level-meter' : 'details')
        .first()
        .waitFor()
      if (path === '/refused') await page.locator('summary').first().click()
      expect(await findings(page), path).toEqual([])
    }
    await page.goto(new URL('/?q=subject:nothing', page.url()).href)
    await page.locator('list-view state-panel').waitFor()
    expect(await findings(page), 'nothing found').toEqual([])
  })
})
