import { describe, expect } from 'vitest'
import { submission } from '../mailbox/submission.ts'
import { eventually, openRow, openSubject, rowOf, rows, test } from './inbox-test.ts'

describe('the list', () => {
  test('fills by itself, and the first mail is open at once', async ({ open, send }) => {
    const page = await open()
    await page.getByRole('heading', { name: 'Send mail here' }).waitFor()
    await send({ subject: 'Welcome to the shop', text: 'Hello Bob' })
    await rowOf(page, 'Welcome to the shop').waitFor()
    await openSubject(page).filter({ hasText: 'Welcome to the shop' }).waitFor()
    await page.getByRole('tabpanel', { name: 'Text' }).getByText('Hello Bob').waitFor()
  })

  test('takes in the next mail above, and leaves open what is open', async ({ open, send }) => {
    await send({ subject: 'First', text: '1' })
    const page = await open()
    await openSubject(page).filter({ hasText: 'First' }).waitFor()
    await send({ subject: 'Second', text: '2' })
    await rows(page).nth(1).waitFor()
    await rows(page).nth(0).filter({ hasText: 'Second' }).waitFor()
    await rows(page).nth(1).filter({ hasText: 'First' }).waitFor()
    expect(await openSubject(page).innerText()).toContain('First')
  })

  test('tells times by the clock of the sandbox, however it is moved', async ({ open, send, box }) => {
    await send({ subject: 'Before', text: '1' })
    const page = await open()
    const time = (subject: string) => rowOf(page, subject).locator('time').innerText()
    await eventually(() => time('Before')).toBe('now')
    await box.client.clock.advance('5m')
    await eventually(() => time('Before')).toBe('5 min ago')
    await box.client.clock.freeze()
    await box.client.clock.advance('40d')
    await send({ subject: 'After', text: '2' })
    await eventually(() => time('After')).toBe('now')
    await page.reload()
    await eventually(() => time('After')).toBe('now')
    await eventually(() => time('Before')).not.toMatch(/now|ago/)
  })

  test('of an account that is not there yet says so, and fills with its first mail', async ({
    open,
    send,
  }) => {
    const page = await open('/accounts/bob@x.test/INBOX')
    await page.getByRole('heading', { name: 'There is no account bob@x.test' }).waitFor()
    await send({ subject: 'First', text: '1' })
    await openSubject(page).filter({ hasText: 'First' }).waitFor()
    await eventually(() => rows(page).count()).toBe(1)
  })

  test('counts what is unread in the title and beside the account', async ({ open, send, box }) => {
    for (const subject of ['One', 'Two', 'Three']) await send({ subject, text: subject })
    const page = await open()
    await eventually(() => page.title()).toBe('(2) Facteur')
    await page.getByRole('link', { name: 'bob@x.test' }).waitFor()
    const { items } = await box.client.messages.list({ query: 'is:unread' })
    expect(items).toHaveLength(2)
  })

  test('far down keeps its place when mail arrives, and says how much is new', async ({
    open,
    box,
    send,
  }) => {
    for (let n = 0; n < 80; n++)
      await box.client.messages.inject(`Subject: Mail ${n}\r\n\r\n.`, { from: 'a@x.test', to: 'b@x.test' })
    const page = await open()
    await rowOf(page, 'Mail 79').waitFor()
    await rows(page).first().hover()
    await page.mouse.wheel(0, 40 * 56)
    const placeOf = async (subject: string) => (await rowOf(page, subject).boundingBox())?.y
    const top = (await page.locator('virtual-list').boundingBox())?.y
    await eventually(() => placeOf('Mail 39')).toBe(top)
    await send({ subject: 'Fresh', text: 'new' })
    await page.getByRole('button', { name: '1 new' }).waitFor()
    expect(await placeOf('Mail 39')).toBe(top)
    await page.getByRole('button', { name: '1 new' }).click()
    await rowOf(page, 'Fresh').waitFor()
  })

  test('stays where it is scrolled to when rows come in before that was noticed', async ({ open, box }) => {
    for (let n = 0; n < 50; n++)
      await box.client.messages.inject(`Subject: Mail ${n}.\r\n\r\n.`, { from: 'a@x.test', to: 'b@x.test' })
    const page = await open()
    await rowOf(page, 'Mail 49.').waitFor()
    const top = await page.evaluate(`(async () => {
      const list = document.querySelector('app-shell').shadowRoot.querySelector('list-view').shadowRoot.querySelector('virtual-list')
      const scroller = list.shadowRoot.querySelector('.scroller')
      list.items = [...list.items]
      scroller.scrollTop = 1000
      await list.updateComplete
      return scroller.scrollTop
    })()`)
    expect(top).toBe(1000)
  })

  test('loads further pages when it is scrolled to the end', async ({ open, box }) => {
    for (let n = 0; n < 250; n++)
      await box.client.messages.inject(`Subject: Mail ${n}.\r\n\r\n.`, { from: 'a@x.test', to: 'b@x.test' })
    const page = await open()
    await rowOf(page, 'Mail 249.').waitFor()
    await rows(page).first().hover()
    await page.mouse.wheel(0, 1_000_000)
    await rowOf(page, 'Mail 0.').waitFor()
    await eventually(() => rows(page).count()).toBeLessThan(60)
  })
})

describe('a list of thousands', () => {
  test('shows again what was far from sight, as it is now', async ({ open, box }) => {
    const count = 4000
    for (let n = 0; n < count; n++)
      box.store.capture(submission({ headers: ['To: bob@x.test', `Subject: Mail ${n}.`] }))
    const page = await open()
    await rowOf(page, `Mail ${count - 1}.`).waitFor()
    await rows(page).first().hover()
    await page.mouse.wheel(0, 1_000_000)
    await rowOf(page, 'Mail 0.').waitFor()
    await box.client.messages.patchAll({ tags: ['ci'] }, `subject:"Mail ${count - 2}."`)
    await box.client.messages.deleteAll(`subject:"Mail ${count - 3}."`)
    await page.keyboard.press('g')
    await page.keyboard.press('g')
    await rowOf(page, `Mail ${count - 2}.`)
      .getByText('ci', { exact: true })
      .waitFor()
    await rowOf(page, `Mail ${count - 4}.`).waitFor()
    await rowOf(page, `Mail ${count - 3}.`).waitFor({ state: 'detached' })
  })
})

describe('a search', () => {
  test('narrows the list, also for mail that comes later, and is in the address', async ({ open, send }) => {
    await send({ subject: 'Invoice 1', text: 'a' })
    await send({ subject: 'Newsletter', text: 'b' })
    const page = await open()
    await rowOf(page, 'Newsletter').waitFor()
    await page.getByRole('combobox', { name: 'Search mail' }).fill('subject:invoice')
    await rowOf(page, 'Newsletter').waitFor({ state: 'detached' })
    expect(new URL(page.url()).searchParams.get('q')).toBe('subject:invoice')
    await send({ subject: 'Newsletter again', text: 'c' })
    await send({ subject: 'Invoice 2', text: 'd' })
    await rowOf(page, 'Invoice 2').waitFor()
    await eventually(() => rows(page).count()).toBe(2)
    await page.getByRole('button', { name: 'Clear search' }).click()
    await rowOf(page, 'Newsletter again').waitFor()
  })

  test('that cannot be read says so under the character, and leaves the list as it is', async ({
    open,
    send,
  }) => {
    await send({ subject: 'Invoice', text: 'a' })
    const page = await open()
    await rowOf(page, 'Invoice').waitFor()
    await page.getByRole('combobox').fill('subject:invoice )')
    const error = page.getByRole('alert')
    await error.waitFor()
    expect(await error.locator('.before').textContent()).toBe('subject:invoice ')
    await eventually(() => rows(page).count()).toBe(1)
  })

  test('offers keys and known addresses', async ({ open, send }) => {
    await send({ subject: 'One', text: 'a', to: 'carol@x.test' })
    await send({ subject: 'Two', text: 'b', to: 'dave@x.test' })
    const page = await open()
    await page.getByRole('link', { name: 'carol@x.test' }).waitFor()
    const box = page.getByRole('combobox')
    await box.pressSequentially('rcp')
    await page.getByRole('option', { name: 'rcpt:' }).waitFor()
    await box.press('ArrowDown')
    await box.press('Enter')
    await box.pressSequentially('car')
    await page.getByRole('option', { name: 'rcpt:carol@x.test' }).click()
    await rowOf(page, 'Two').waitFor({ state: 'detached' })
    await rowOf(page, 'One').waitFor()
  })

  test('that finds nothing says so', async ({ open, send }) => {
    await send({ subject: 'Invoice', text: 'a' })
    const page = await open('/?q=subject:nothing')
    await page.getByRole('heading', { name: 'Nothing found' }).waitFor()
  })
})

describe('deleting', () => {
  test('hides at once, opens the next, and can be undone', async ({ open, send, box }) => {
    for (const subject of ['Oldest', 'Middle', 'Newest']) await send({ subject, text: subject })
    const page = await open()
    await rowOf(page, 'Middle').click()
    await openSubject(page).filter({ hasText: 'Middle' }).waitFor()
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    await rowOf(page, 'Middle').waitFor({ state: 'detached' })
    await openSubject(page).filter({ hasText: 'Oldest' }).waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await rowOf(page, 'Middle').waitFor()
    await openSubject(page).filter({ hasText: 'Middle' }).waitFor()
    expect((await box.client.messages.list()).total).toBe(3)
  })

  test('reaches the server when the time to undo is over', async ({ open, send, box }) => {
    await send({ subject: 'Doomed', text: 'x' })
    const page = await open('about:blank')
    await page.clock.install()
    await page.goto(box.url)
    await openSubject(page).filter({ hasText: 'Doomed' }).waitFor()
    await page.keyboard.press('d')
    await page.getByRole('button', { name: 'Undo' }).waitFor()
    expect((await box.client.messages.list()).total).toBe(1)
    await page.clock.fastForward(8000)
    await eventually(async () => (await box.client.messages.list()).total).toBe(0)
  })

  test('reaches the server when the page is left', async ({ open, send, box }) => {
    await send({ subject: 'Doomed', text: 'x' })
    const page = await open()
    await openSubject(page).filter({ hasText: 'Doomed' }).waitFor()
    await page.keyboard.press('d')
    await page.getByRole('button', { name: 'Undo' }).waitFor()
    await page.goto('about:blank')
    await eventually(async () => (await box.client.messages.list()).total).toBe(0)
  })

  test('everything asks once', async ({ open, send, box }) => {
    await send({ subject: 'One', text: 'x' })
    await send({ subject: 'Two', text: 'x' })
    const page = await open()
    await page.getByRole('button', { name: 'Delete all' }).click()
    await page.locator('app-window').getByRole('button', { name: 'Delete all' }).click()
    await page.getByRole('heading', { name: 'Send mail here' }).waitFor()
    expect((await box.client.messages.list()).total).toBe(0)
  })

  test('elsewhere takes the message away here', async ({ open, send, box }) => {
    await send({ subject: 'One', text: 'x' })
    await send({ subject: 'Two', text: 'x' })
    const page = await open()
    await openSubject(page).filter({ hasText: 'Two' }).waitFor()
    await box.client.messages.delete('latest')
    await rowOf(page, 'Two').waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: 'This message is gone' }).waitFor()
  })

  test('elsewhere from one folder takes the message away there alone', async ({ open, send, box }) => {
    await send({ subject: 'One', text: 'x', to: 'bob@x.test' })
    await send({ subject: 'Two', text: 'x', to: 'bob@x.test' })
    const page = await open('/accounts/bob@x.test/INBOX')
    await openSubject(page).filter({ hasText: 'Two' }).waitFor()
    await box.client.folders('bob@x.test').entries('INBOX').deleteAll({ uids: '2' })
    await rowOf(page, 'Two').waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: 'This message is gone' }).waitFor()
    await page.goto(`${box.url}/`)
    await openSubject(page).filter({ hasText: 'Two' }).waitFor()
  })
})

describe('an address', () => {
  test('of a message and a tab shows the same after a reload', async ({ open, send }) => {
    await send({ subject: 'Older', text: 'x' })
    await send({ subject: 'Newer', text: 'y' })
    const page = await open()
    await rowOf(page, 'Older').click()
    await page.getByRole('tab', { name: 'Source' }).click()
    await page.getByText('Subject').first().waitFor()
    expect(new URL(page.url()).pathname).toMatch(/^\/all\/\w+\/source$/)
    await page.reload()
    await openRow(page).filter({ hasText: 'Older' }).waitFor()
    await page.locator('code-view').getByText('Subject').waitFor()
  })

  test('of a folder of an account shows it, with flags of its own', async ({ open, send, box }) => {
    await send({ subject: 'For Bob', text: 'x', to: 'bob@x.test' })
    await send({ subject: 'For Carol', text: 'y', to: 'carol@x.test' })
    const page = await open('/accounts/bob@x.test/INBOX')
    await openRow(page).filter({ hasText: 'For Bob' }).waitFor()
    await eventually(() => rows(page).count()).toBe(1)
    await eventually(async () => (await box.client.folders('bob@x.test').get('INBOX')).unseen).toBe(0)
    expect((await box.client.folders('all').get('INBOX')).unseen).toBe(2)
    await page.reload()
    await openSubject(page).filter({ hasText: 'For Bob' }).waitFor()
  })

  test('goes back and forward through what was open', async ({ open, send }) => {
    for (const subject of ['One', 'Two', 'Three']) await send({ subject, text: subject })
    const page = await open()
    await openSubject(page).filter({ hasText: 'Three' }).waitFor()
    await rowOf(page, 'One').click()
    await openSubject(page).filter({ hasText: 'One' }).waitFor()
    await page.goBack()
    await openSubject(page).filter({ hasText: 'Three' }).waitFor()
    await page.goForward()
    await openSubject(page).filter({ hasText: 'One' }).waitFor()
  })

  test('of a message that is gone says so', async ({ open, send }) => {
    await send({ subject: 'One', text: 'x' })
    const page = await open('/all/01KAHV3C2Q8E5ZJ0M4T7N9XYRB')
    await page.getByRole('heading', { name: 'This message is gone' }).waitFor()
  })
})
