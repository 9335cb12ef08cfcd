import { describe, expect } from 'vitest'
import { findings } from './axe.ts'
import { breakOff, openSubject, rows, test } from './inbox-test.ts'

const WINDOWS = (['light', 'dark'] as const).flatMap(colorScheme =>
  [1440, 390].map(width => ({ colorScheme, viewport: { width, height: 800 } })),
)
const TABS = ['html', 'text', 'source', 'headers', 'parts', 'smtp']
const PLAIN = { subject: 'Plain', text: 'See https://x.test/', bcc: 'hidden@x.test' }
const RICH = { subject: 'Rich', html: '<p>Hello</p>', attachments: [{ filename: 'a.txt', content: 'x' }] }

describe.for(WINDOWS)('axe finds nothing at $viewport.width px, $colorScheme', window => {
  test('in every view of a message', async ({ open, send, box }) => {
    await send(RICH)
    const { items } = await box.client.messages.list()
    const page = await open('/', window)
    for (const tab of TABS) {
      await page.goto(`${box.url}/all/${items[0]!.id}/${tab}`)
      await openSubject(page).waitFor()
      await page.getByRole('tabpanel').waitFor()
      await page.locator('skeleton-rows').first().waitFor({ state: 'detached' })
      expect(await findings(page), tab).toEqual([])
    }
  })

  test.for(['en-GB', 'fr-FR'])('with mail and without it, in %s', async (locale, { open, send, box }) => {
    const page = await open('/', { ...window, locale })
    await page.locator('connect-view').waitFor()
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
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
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
