import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { openSubject, rows, test } from './inbox-test.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Finding {
  readonly id: string
  readonly nodes: readonly { readonly target: unknown; readonly failureSummary: string }[]
}

/** What axe finds in the page; the mail in its frame is the sender's. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(`${AXE}; undefined`)
  const violations = await page.evaluate<readonly Finding[]>(
    'axe.run(document, { iframes: false }).then(({ violations }) => violations)',
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(node => `${id}: ${JSON.stringify(node.target)} ${node.failureSummary}`),
  )
}

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

  test.for(['en-GB', 'fr-FR'])('with mail and without it, in %s', async (locale, { open, send }) => {
    const page = await open('/', { ...window, locale })
    await page.locator('connect-view').waitFor()
    expect(await findings(page), 'empty').toEqual([])
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    expect(await findings(page), 'window').toEqual([])
    await page.keyboard.press('Escape')
    await send(PLAIN)
    await rows(page).first().waitFor()
    expect(await findings(page), 'list').toEqual([])
    await page.goto(new URL('/?q=subject:nothing', page.url()).href)
    await page.locator('list-view state-panel').waitFor()
    expect(await findings(page), 'nothing found').toEqual([])
  })
})
