import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import type { EntriesClient } from '../../server/client/client.ts'
import type { Sandbox } from '../../server/sandbox.ts'
import { submission } from '../mailbox/submission.ts'
import { eventually, openSubject, test } from './inbox-test.ts'

const INBOX = '/accounts/bob@x.test/INBOX'

/** Fills Bob's INBOX, half of it with even subjects; gives what reads and changes it from outside. */
function fill(box: Sandbox, count: number): EntriesClient {
  for (let n = 0; n < count; n++) {
    box.store.capture(
      submission({ to: ['bob@x.test'], headers: [`Subject: ${n % 2 === 0 ? 'even' : 'odd'}`] }),
    )
  }
  return box.client.folders('bob@x.test').entries('INBOX')
}

/** Selects all of the list, what is not loaded yet too. */
async function selectAll(page: Page, count: number): Promise<void> {
  await openSubject(page).waitFor()
  await page.keyboard.press('ControlOrMeta+a')
  await page.getByText(`${count.toLocaleString('en-GB')} selected`, { exact: true }).waitFor()
}

/** What a page asks for many entries: methods, and what names the entries. */
function bulkRequests(page: Page): string[] {
  const requests: string[] = []
  page.on('request', request => {
    const { pathname, searchParams } = new URL(request.url())
    if (request.method() === 'GET' || !pathname.endsWith('/entries')) return
    const named = searchParams.get('uids') ?? searchParams.get('query') ?? 'all'
    // A message that is opened is marked as read, whenever that is.
    if (!/^\d+$/.test(named)) requests.push(`${request.method()} ${named}`)
  })
  return requests
}

describe('many messages of an account', () => {
  test('are all deleted when the page is left while that could still be undone', async ({ open, box }) => {
    const entries = fill(box, 2000)
    // What is left has no two UIDs in a row, as is the worst for a request.
    await entries.deleteAll({ query: 'subject:even' })
    const page = await open(INBOX)
    await selectAll(page, 1000)
    await page.keyboard.press('d')
    await page.getByText('1,000 messages deleted').waitFor()
    expect((await entries.list({ limit: 1 })).total).toBe(1000)
    await page.goto('about:blank')
    await eventually(async () => (await entries.list({ limit: 1 })).total).toBe(0)
    expect((await box.client.messages.list({ limit: 1 })).total).toBe(2000)
  })

  test('come back when their deletion is undone', async ({ open, box }) => {
    const entries = fill(box, 300)
    const page = await open(INBOX)
    const requests = bulkRequests(page)
    await selectAll(page, 300)
    await page.keyboard.press('d')
    await page.getByText('300 messages deleted').waitFor()
    await openSubject(page).waitFor({ state: 'detached' })
    await page.keyboard.press('z')
    await openSubject(page).waitFor()
    await selectAll(page, 300)
    await page.goto('about:blank')
    expect(requests).toEqual([])
    expect((await entries.list({ limit: 1 })).total).toBe(300)
  })

  test('are marked and tagged together, beside the tags that each has', async ({ open, box }) => {
    const entries = fill(box, 300)
    await entries.patchAll({ tags: ['old'] }, { uids: '7' })
    const page = await open(INBOX)
    await selectAll(page, 300)
    const requests = bulkRequests(page)
    await page.keyboard.press('s')
    await eventually(async () => (await entries.list({ query: 'is:flagged', limit: 1 })).total).toBe(300)
    await page.keyboard.press('t')
    await page.keyboard.type('ci')
    await page.keyboard.press('Enter')
    await eventually(async () => (await entries.list({ query: 'tag:ci', limit: 1 })).total).toBe(300)
    expect((await entries.list({ query: 'tag:old tag:ci' })).total).toBe(1)
    expect(requests).toEqual(['PATCH 1:300', 'PATCH 1:300'])
    expect((await box.client.messages.list({ query: 'is:flagged OR tag:ci' })).total).toBe(0)
  })

  test('are marked as read all at once, those beyond the loaded ones too', async ({ open, box }) => {
    const entries = fill(box, 300)
    const page = await open(INBOX)
    await openSubject(page).waitFor()
    const requests = bulkRequests(page)
    await page.getByRole('button', { name: 'Mark all read' }).click()
    await eventually(async () => (await entries.list({ query: 'is:unread', limit: 1 })).total).toBe(0)
    await page.getByRole('button', { name: 'Mark all read' }).waitFor({ state: 'detached' })
    expect(requests).toEqual(['PATCH is:unread'])
  })
})
