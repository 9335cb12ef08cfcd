import { describe, expect } from 'vitest'
import { findings } from './axe.ts'
import { test, UNHURRIED } from './inbox-test.ts'
import { entry, fill, IMAP, maildropRows, POP3 } from './mail-session.ts'

const WINDOWS = [1440, 800, 390].map(width => ({
  viewport: { width, height: 800 },
  locales: width === 800 ? ['en-GB'] : ['en-GB', 'fr-FR'],
}))

describe.for(WINDOWS)('axe finds nothing at $viewport.width px', UNHURRIED, ({ locales, ...window }) => {
  test.for(locales)('in the IMAP view, in %s', async (locale, { open, box }) => {
    await fill(box, 'One', 'Two', 'Three')
    const page = await open(IMAP, { ...window, locale })
    await entry(page, 'One').waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('d')
    await entry(page, '\\Deleted').waitFor()
    await page.keyboard.press('x')
    await page.locator('entry-row[picked]').waitFor()
    expect(await findings(page), 'entries').toEqual([])
    for (const [key, name] of [
      ['v', 'folders to choose'],
      ['Shift+N', 'a new folder'],
    ] as const) {
      await page.keyboard.press(key)
      await page.getByRole('dialog').waitFor()
      expect(await findings(page), name).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    if (window.viewport.width < 700) {
      for (const pane of ['folder-list', 'wire-log']) {
        await page
          .locator('mailbox-view')
          .getByRole('tab')
          .nth(pane === 'folder-list' ? 0 : 2)
          .click()
        await page.locator(pane).waitFor()
        expect(await findings(page), pane).toEqual([])
      }
    }
    await page.goto(new URL(IMAP.replace('INBOX', 'Trash'), page.url()).href)
    await page.locator('mailbox-view state-panel').waitFor()
    expect(await findings(page), 'an empty folder').toEqual([])
    await page.goto(new URL(IMAP.replace('INBOX', 'Nowhere'), page.url()).href)
    await page.locator('mailbox-view state-panel[tone=danger]').waitFor()
    expect(await findings(page), 'no folder').toEqual([])
  })

  test.for(locales)('in the POP3 view, in %s', async (locale, { open, box }) => {
    await fill(box, 'One', 'Two', 'Three')
    const page = await open(POP3, { ...window, locale })
    await page.locator('maildrop-view state-panel').first().waitFor()
    expect(await findings(page), 'closed').toEqual([])
    await page.keyboard.press('o')
    await maildropRows(page).first().waitFor()
    await page.keyboard.press('d')
    await maildropRows(page).first().locator('note-badge').waitFor()
    expect(await findings(page), 'a maildrop').toEqual([])
    await page.keyboard.press('h')
    await page.locator('code-view').waitFor()
    expect(await findings(page), 'a message').toEqual([])
    await page.locator('.program').click()
    await page.locator('program-view').waitFor()
    expect(await findings(page), 'a mail program').toEqual([])
  })
})
