import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { findings } from './axe.ts'
import { eventually, openSubject, rowOf, test, UNHURRIED } from './inbox-test.ts'

const WINDOWS = [1440, 390].map(width => ({ viewport: { width, height: 900 } }))
const LOCALES = ['en-GB', 'fr-FR']

const DOWN = { to: 'anna@down.test', subject: 'Welcome', text: 'x' }

/** The rows of what waits, and of what came to its end. */
function queueOf(page: Page) {
  return page.getByRole('region', { name: 'Queue' }).locator('delivery-row')
}

function settledOf(page: Page) {
  return page.getByRole('region', { name: 'Settled' }).locator('delivery-row')
}

describe('the queue', () => {
  test('tells of a message to a host that is down, until it has bounced', async ({ open, send, box }) => {
    const page = await open()
    await page.getByRole('link', { name: 'Delivery' }).click()
    await page.getByText('Nothing waits').waitFor()
    expect(new URL(page.url()).pathname).toBe('/delivery')
    await send(DOWN)
    const row = queueOf(page)
    await row.getByText('anna@down.test').waitFor()
    await row.getByText('connection refused').waitFor()
    await row.getByText(/^in (30|29) min/).waitFor()
    await row.locator('.fold').click()
    await row.getByText('Called mx.down.test').waitFor()
    await page.getByRole('button', { name: '+5 days' }).click()
    await settledOf(page).getByText('Bounced', { exact: true }).first().waitFor()
    await eventually(() => queueOf(page).count()).toBe(0)
    // What was unfolded stays so, and goes on to its end.
    await settledOf(page).getByRole('link', { name: 'Show the bounce' }).waitFor()
    await page.getByText(/ahead of real time/).waitFor()
    expect(Date.parse((await box.client.clock.get()).now)).toBeGreaterThan(Date.now() + 4 * 86_400_000)
    await settledOf(page).getByRole('link', { name: 'Journey of the message' }).click()
    await openSubject(page).filter({ hasText: 'Welcome' }).waitFor()
    expect(new URL(page.url()).pathname).toMatch(/\/journey$/)
  })

  test('that is empty sends a message that waits', async ({ open, box }) => {
    const page = await open('/delivery')
    await page.getByRole('button', { name: 'Send a test message to anna@down.test' }).click()
    await queueOf(page).getByText('anna@down.test').waitFor()
    expect((await box.client.queue.list()).total).toBe(1)
  })

  test('is held, released and given up by key', async ({ open, send, box }) => {
    await send(DOWN)
    const page = await open()
    await rowOf(page, 'Welcome').waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('d')
    await queueOf(page).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('Shift+H')
    await queueOf(page).getByText('Held', { exact: true }).waitFor()
    await page.keyboard.press('Shift+H')
    await queueOf(page).getByText('2 attempts').waitFor()
    await queueOf(page).getByText('Queued', { exact: true }).waitFor()
    await page.keyboard.press('Shift+T')
    await queueOf(page).getByText('3 attempts').waitFor()
    await page.keyboard.press('Shift+G')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    expect((await box.client.queue.list()).total).toBe(1)
    await page.keyboard.press('Shift+G')
    await page.locator('modal-dialog').getByRole('button', { name: 'Give up' }).press('Enter')
    await settledOf(page).getByText('Bounced', { exact: true }).waitFor()
    await page.getByText('Nothing waits').waitFor()
    await page.keyboard.press('Escape')
    await rowOf(page, 'Undelivered Mail').waitFor()
  })

  test('does with many at once what is asked for them', async ({ open, send, box }) => {
    for (const name of ['anna', 'bob', 'carol']) await send({ ...DOWN, to: `${name}@down.test` })
    const page = await open('/delivery')
    await eventually(() => queueOf(page).count()).toBe(3)
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.getByText('2 selected').waitFor()
    await page.getByRole('button', { name: 'Hold', exact: true }).click()
    await eventually(() => queueOf(page).getByText('Held', { exact: true }).count()).toBe(2)
    const { items } = await box.client.queue.list()
    expect(items.filter(({ state }) => state === 'held')).toHaveLength(2)
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { name: 'Queue' }).waitFor()
    await page.keyboard.press('ControlOrMeta+a')
    await page.getByText('3 selected').waitFor()
    await page.getByRole('button', { name: 'Give up', exact: true }).click()
    await page.getByRole('dialog').getByText('Give 3 deliveries up?').waitFor()
    await page.locator('modal-dialog').getByRole('button', { name: 'Give up' }).click()
    await eventually(() => settledOf(page).count()).toBe(3)
  })

  test('is moved by commands of the palette too, and hands the keyboard on from a row that goes', async ({
    open,
    send,
    box,
  }) => {
    for (const name of ['anna', 'bob', 'carol']) await send({ ...DOWN, to: `${name}@down.test` })
    const page = await open('/delivery')
    await eventually(() => queueOf(page).count()).toBe(3)
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('hold or release')
    await page.keyboard.press('Enter')
    await queueOf(page).filter({ hasText: 'bob@down.test' }).getByText('Held', { exact: true }).waitFor()
    await box.client.queue.giveUp('d2')
    await eventually(() => queueOf(page).count()).toBe(2)
    await page.keyboard.press('Shift+H')
    await queueOf(page).filter({ hasText: 'anna@down.test' }).getByText('Held', { exact: true }).waitFor()
  })

  test('is asked for a few times only, however much happens', async ({ open, box }) => {
    const page = await open('/delivery')
    await page.getByText('Nothing waits').waitFor()
    let asked = 0
    page.on('request', request => {
      if (request.url().includes('/api/v1/queue')) asked++
    })
    const to = Array.from({ length: 500 }, (_, index) => `user${index}@down.test`)
    await box.client.messages.inject({ from: 'anna@app.test', to, subject: 'To many', text: 'x' })
    await page.getByText('100 of 500').waitFor()
    await box.client.clock.advance('5d')
    await page.getByText('Nothing waits').waitFor()
    expect((await box.client.messages.list({ query: 'subject:Undelivered' })).total).toBeGreaterThan(0)
    expect(asked).toBeLessThan(20)
  })

  test('of thousands is shown in steps', async ({ open, box }) => {
    const to = Array.from({ length: 250 }, (_, index) => `user${index}@down.test`)
    await box.client.messages.inject({ from: 'anna@app.test', to, subject: 'To many', text: 'x' })
    const page = await open('/delivery')
    await page.getByText('100 of 250').waitFor()
    await page.getByRole('button', { name: 'Show more' }).click()
    await page.getByText('200 of 250').waitFor()
    await page.getByRole('button', { name: 'Show more' }).click()
    await eventually(() => queueOf(page).count()).toBe(250)
    await eventually(() => page.getByRole('button', { name: 'Show more' }).count()).toBe(0)
  })
})

describe('the clock', () => {
  test('is stopped, let run, moved and set back to real time', async ({ open, box }) => {
    const page = await open('/delivery')
    await page.getByText('Real time', { exact: true }).waitFor()
    await page.getByRole('radio', { name: 'Frozen' }).click()
    await page.getByText(/^Frozen ·/).waitFor()
    const shown = await page.locator('clock-panel time').innerText()
    const { now } = await box.client.clock.get()
    await page.getByRole('textbox', { name: 'Advance by' }).fill('soon')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('300ms, 10s').waitFor()
    await page.getByRole('textbox', { name: 'Advance by' }).fill('90s')
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('clock-panel time').innerText()).not.toBe(shown)
    expect(Date.parse((await box.client.clock.get()).now) - Date.parse(now)).toBe(90_000)
    await page.getByRole('radio', { name: '×60' }).click()
    await page.getByText('Running 60 times as fast as real time').waitFor()
    const minute = await page.locator('clock-panel time').innerText()
    await eventually(() => page.locator('clock-panel time').innerText()).not.toBe(minute)
    await page.getByRole('button', { name: 'Back to real time' }).click()
    await page.getByText('Real time', { exact: true }).waitFor()
    expect((await box.client.clock.get()).mode).toBe('real')
  })

  test('that something else sets is shown as it is', async ({ open, box }) => {
    const page = await open('/delivery')
    await page.getByText('Real time', { exact: true }).waitFor()
    await box.client.clock.freeze(new Date('2031-05-04T12:00:00Z'))
    await page.getByText(/2031/).waitFor()
    await page.getByRole('link', { name: 'Delivery clock frozen' }).waitFor()
    await page.getByRole('button', { name: 'Back to real time' }).click()
    await page.getByRole('link', { name: 'Delivery', exact: true }).waitFor()
  })
})

describe('faults', () => {
  test('are added, seen to fire, and deleted', async ({ open, send, box }) => {
    const page = await open('/delivery')
    await page.getByText('No fault is set.').waitFor()
    await page.getByRole('button', { name: 'Add a fault' }).click()
    const editor = page.getByRole('textbox', { name: 'Rule of the fault' })
    await editor.and(page.locator(':focus')).waitFor()
    // Longer than the editor is high, and shown from its first line.
    const [height, scroll] = await editor.evaluate(({ scrollHeight, clientHeight, scrollTop }) => [
      scrollHeight - clientHeight,
      scrollTop,
    ])
    expect(height).toBeGreaterThan(0)
    expect(scroll).toBe(0)
    await editor.fill('{\n  "match": { "stage": "rcpt" }\n  "act": {}\n}')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('button', { name: 'Line 3' }).waitFor()
    await editor.fill('{\n  "match": { "stage": "nowhere" },\n  "act": { "close": true }\n}')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('alert').getByText('/match/stage').waitFor()
    await page.getByRole('button', { name: 'Line 2' }).waitFor()
    expect(await box.client.faults.list()).toEqual([])
    await page.getByRole('button', { name: 'Delay of 5 s' }).click()
    await editor.fill((await editor.inputValue()).replace('5s', '1ms'))
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('At MAIL: wait 1ms').waitFor()
    await page.getByText('not fired yet').waitFor()
    await send({ subject: 'Late', text: 'x' })
    await page.getByText('fired once').waitFor()
    await page.getByRole('button', { name: 'Delete f1' }).click()
    await page.getByText('No fault is set.').waitFor()
    expect(await box.client.faults.list()).toEqual([])
  })

  test('that something else sets and deletes come and go by themselves', async ({ open, box }) => {
    const page = await open('/delivery')
    await page.getByText('No fault is set.').waitFor()
    const { id } = await box.client.faults.add({ match: { stage: 'auth' }, act: { close: true } })
    await page.getByText('At AUTH: close the connection').waitFor()
    await box.client.faults.delete(id)
    await page.getByText('No fault is set.').waitFor()
  })

  test('that are over are told so, and all are deleted after a question', async ({ open, send, box }) => {
    await box.client.faults.add({ match: { stage: 'mail' }, act: { delay: '1ms' }, uses: 1 })
    await box.client.faults.add({ match: { stage: 'auth' }, act: { close: true } })
    const page = await open('/delivery')
    await page.getByText('At MAIL').waitFor()
    await send({ subject: 'Mail', text: 'x' })
    await page.getByText('Over', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Delete all' }).click()
    await page.getByRole('dialog').getByText('Delete 2 faults?').waitFor()
    await page.locator('modal-dialog').getByRole('button', { name: 'Delete all' }).click()
    await page.getByText('No fault is set.').waitFor()
  })
})

describe('the world', () => {
  test('is saved, or told why not, line by line', async ({ open, box }) => {
    await box.client.world.put({ domains: { 'shop.test': { accounts: ['anna'] } } })
    const page = await open('/delivery')
    await page.locator('world-panel summary').getByText('shop.test').waitFor()
    await page.locator('world-panel summary').click()
    const editor = page.getByRole('textbox', { name: 'Document of the world' })
    await editor.fill('{\n  "domains": {\n    "partner.test": { "mx": ["ten mx1.partner.test"] }\n  }\n}')
    await page.getByText('Not saved').waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('alert').getByText('/domains/partner.test/mx').waitFor()
    await page.getByRole('button', { name: 'Line 3' }).click()
    expect(await box.client.world.get()).toEqual({ domains: { 'shop.test': { accounts: ['anna'] } } })
    await editor.fill((await editor.inputValue()).replace('ten', '10'))
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('The world is saved').waitFor()
    await page.locator('world-panel summary').getByText('partner.test').waitFor()
    expect(await box.client.world.get()).toEqual({
      domains: { 'partner.test': { mx: ['10 mx1.partner.test'] } },
    })
  })

  test.for(WINDOWS)(
    'is unfolded and in sight where the address asks for it, at $viewport.width px',
    async ({ viewport }, { open, send }) => {
      for (let n = 0; n < 8; n++) await send({ ...DOWN, to: `eva${n}@down.test` })
      const page = await open('/delivery/world', { viewport: { ...viewport, height: 500 } })
      const summary = page.locator('world-panel summary')
      await page.getByRole('textbox', { name: 'Document of the world' }).waitFor()
      await eventually(() => page.locator('delivery-row').count()).toBe(8)
      await eventually(async () => (await summary.boundingBox())?.y ?? 0).toBeLessThan(250)
      await summary.click()
      await page.getByRole('textbox', { name: 'Document of the world' }).waitFor({ state: 'hidden' })
    },
  )

  test('that something else changes does not take away what is being written', async ({ open, box }) => {
    const page = await open('/delivery')
    await page.locator('world-panel summary').click()
    const editor = page.getByRole('textbox', { name: 'Document of the world' })
    await editor.fill('{"retry": {}}')
    await box.client.world.put({ domains: { 'other.test': {} } })
    await page.getByText('The world was changed elsewhere meanwhile.').waitFor()
    expect(await editor.inputValue()).toBe('{"retry": {}}')
    await page.getByRole('button', { name: 'Discard changes' }).click()
    await eventually(() => editor.inputValue()).toContain('other.test')
  })
})

describe.for(WINDOWS)('axe finds nothing on the page at $viewport.width px', UNHURRIED, window => {
  test.for(LOCALES)('in %s', async (locale, { open, send, box }) => {
    const page = await open('/delivery', { ...window, locale })
    await page.locator('queue-panel state-panel').waitFor()
    expect(await findings(page), 'empty').toEqual([])
    await box.client.faults.add({ match: { stage: 'mail' }, act: { delay: '1ms' }, uses: 1 })
    await send(DOWN)
    await send({ ...DOWN, to: 'bob@down.test' })
    await eventually(() => page.locator('delivery-row').count()).toBe(2)
    await box.client.queue.hold('d1')
    await page.reload()
    await eventually(() => page.locator('delivery-row').count()).toBe(2)
    await page.locator('delivery-row .fold').first().click()
    await page.locator('step-list').waitFor()
    await page.locator('delivery-row .pick').last().click()
    await page.locator('faults-panel .bar button').last().click()
    await page.locator('faults-panel textarea').fill('{')
    await page.locator('faults-panel form button.primary').click()
    await page.locator('world-panel summary').click()
    await page.locator('world-panel textarea').fill('{"domains": 1}')
    await page.locator('world-panel form button.primary').click()
    await eventually(() => page.getByRole('alert').count()).toBe(2)
    await page.locator('clock-panel input').fill('soon')
    await page.locator('clock-panel input').press('Enter')
    await page.locator('clock-panel [role=alert]').waitFor()
    expect(await findings(page), 'full').toEqual([])
    await box.client.clock.advance('5d')
    await eventually(() => page.locator('settled-panel delivery-row').count()).toBe(1)
    await page.locator('delivery-row .fold').first().press('Shift+G')
    await page.getByRole('dialog').waitFor()
    expect(await findings(page), 'question').toEqual([])
  })
})
