import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { checkReport, finding } from '../web/check-fixture.ts'
import { findings } from './axe.ts'
import { openSubject, test, UNHURRIED } from './inbox-test.ts'

const WINDOWS = [1440, 390].map(width => ({ viewport: { width, height: 800 } }))
const LOCALES = ['en-GB', 'fr-FR']
const CHECK = '**/api/v1/messages/*/checks/authentication'

/** Every severity, with names and texts as long as they come. */
const EVERYTHING = checkReport(
  [
    finding('spf', 'pass'),
    finding('dkim', 'none', { subject: null, detail: 'The message has no signature.' }),
    finding('dkim', 'fail', {
      severity: 'error',
      subject: `selector._domainkey.${'very-long-label.'.repeat(12)}customers.example.test`,
      detail: `The body was changed after it was signed: ${'x'.repeat(300)}`,
    }),
    finding('dmarc', 'temperror', { detail: '_dmarc.app.test\ndid not answer.' }),
    finding('arc', 'none', { severity: 'info', title: 'ARC: not judged' }),
  ],
  25,
)

interface Measured {
  readonly clientWidth: number
  readonly scrollWidth: number
}

const rowOf = (page: Page, title: string) => page.locator('checks-view li').filter({ hasText: title })

describe('the checks of a message', () => {
  test('have a tab of their own with a key, an address and a place among the commands', async ({
    open,
    send,
  }) => {
    await send({ subject: 'Checked', text: 'x' })
    const page = await open()
    const asked: string[] = []
    page.on('request', request => asked.push(request.url()))
    await openSubject(page).waitFor()
    await page.keyboard.press('8')
    await page.locator('step-list').waitFor()
    expect(asked.filter(url => url.includes('/checks/'))).toEqual([])
    await page.keyboard.press('9')
    await page.getByRole('heading', { name: 'Authentication' }).waitFor()
    expect(new URL(page.url()).pathname).toMatch(/^\/all\/[^/]+\/checks$/)
    await page.reload()
    await page.getByRole('heading', { name: 'Authentication' }).waitFor()
    await page.keyboard.press('?')
    await page.locator('shortcuts-view').getByText('1 – 9', { exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('1')
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('Checks')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Authentication' }).waitFor()
  })

  test('are shown of the copies in accounts too', async ({ open, send, box }) => {
    await send({ subject: 'Copy', text: 'x' })
    const { items } = await box.client.messages.list()
    const page = await open(`/accounts/bob%40x.test/INBOX/${items[0]!.id}/checks`)
    await rowOf(page, 'SPF').waitFor()
  })

  test('are calm where the world has no records, and lead to the world', async ({ open, send, box }) => {
    await send({ subject: 'Plain', text: 'x' })
    const { items } = await box.client.messages.list()
    const page = await open(`/all/${items[0]!.id}/checks`)
    await rowOf(page, 'SPF: none').getByTitle('Nothing to judge by yet').waitFor()
    await page.locator('level-meter').getByText('Nothing to judge by yet').waitFor()
    expect(await page.getByRole('meter').count()).toBe(0)
    expect(await page.locator('checks-view').locator('.warning, .danger').count()).toBe(0)
    await page.getByRole('link', { name: 'Open the world' }).click()
    await page.getByRole('textbox', { name: 'Document of the world' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/delivery/world')
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Document of the world' }).waitFor({ state: 'hidden' })
    await page.goBack()
    await page.locator('level-meter').getByText('Nothing to judge by yet').waitFor()
  })

  test('are made again when the world changes', async ({ open, send, box }) => {
    await send({ subject: 'Judged', text: 'x' })
    const { items } = await box.client.messages.list()
    const page = await open(`/all/${items[0]!.id}/checks`)
    await rowOf(page, 'SPF: none').waitFor()
    await box.client.world.put({
      records: [{ name: 'app.test', type: 'TXT', value: 'v=spf1 ip4:127.0.0.0/8 ip6:::1 -all' }],
    })
    await rowOf(page, 'SPF: pass').getByTitle('In order').waitFor()
    await page.getByRole('meter', { name: '1 of 3 in order' }).waitFor()
    await box.client.world.put({
      records: [{ name: 'app.test', type: 'TXT', value: 'v=spf1 ip4:192.0.2.1 -all' }],
    })
    await rowOf(page, 'SPF: fail').getByTitle('Error').waitFor()
  })

  test('say what cannot be loaded, and load it when asked', async ({ open, send, box }) => {
    await send({ subject: 'Broken', text: 'x' })
    const { items } = await box.client.messages.list()
    const page = await open()
    let isBroken = true
    await page.route(CHECK, route =>
      isBroken ? route.abort() : route.fulfill({ json: checkReport([finding('spf', 'pass')], 100) }),
    )
    await page.goto(`${box.url}/all/${items[0]!.id}/checks`)
    await page.getByText('This part could not be loaded').waitFor()
    isBroken = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('meter', { name: 'All in order' }).waitFor()
    await page.getByText('100 of 100').waitFor()
  })

  test.for(WINDOWS)('wrap whatever is long at $viewport.width px', async (window, { open, send, box }) => {
    await send({ subject: 'Long', text: 'x' })
    const { items } = await box.client.messages.list()
    const page = await open('/', window)
    await page.route(CHECK, route => route.fulfill({ json: EVERYTHING }))
    await page.goto(`${box.url}/all/${items[0]!.id}/checks`)
    await rowOf(page, 'ARC: not judged').waitFor()
    for (const part of ['html', '[role=tabpanel]', 'checks-view']) {
      const [shown, whole] = await page.locator(part).evaluate(({ clientWidth, scrollWidth }: Measured) => {
        return [clientWidth, scrollWidth]
      })
      expect(whole, part).toBeLessThanOrEqual(shown)
    }
  })
})

describe.for(WINDOWS)('axe finds nothing in checks at $viewport.width px', UNHURRIED, window => {
  test.for(LOCALES)('in %s', async (locale, { open, send, box }) => {
    await send({ subject: 'Seen', text: 'x' })
    const { items } = await box.client.messages.list()
    const page = await open('/', { ...window, locale })
    const reports = {
      full: EVERYTHING,
      'nothing to judge by': checkReport([finding('spf', 'none')]),
      'nothing judged': checkReport([], 100),
    }
    for (const [state, json] of Object.entries(reports)) {
      await page.route(CHECK, route => route.fulfill({ json }))
      await page.goto(`${box.url}/all/${items[0]!.id}/checks`)
      await page.locator('checks-view h3').waitFor()
      expect(await findings(page), state).toEqual([])
      await page.unroute(CHECK)
    }
    await page.route(CHECK, route => route.abort())
    await page.reload()
    await page.locator('checks-view state-panel').waitFor()
    expect(await findings(page), 'failed').toEqual([])
  })
})
