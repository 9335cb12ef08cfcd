import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { eventually, openSubject, rowOf, rows, test } from './inbox-test.ts'

const field = (page: Page, name: string) => page.locator('compose-view').getByLabel(name, { exact: true })
const sendButton = (page: Page) => page.locator('compose-view button.primary')

describe('a message of one’s own', () => {
  test('is written by key, sent with its files, and shown on demand', async ({ open, box }) => {
    const page = await open()
    await page.locator('connect-view').waitFor()
    await page.keyboard.press('c')
    await page.waitForURL('**/compose')
    await page.keyboard.type('Anna <anna@app.test>')
    await page.keyboard.press('Tab')
    await page.keyboard.type('bob@x.test, carol@x.test')
    await page.getByRole('button', { name: 'Add Bcc' }).click()
    await page.keyboard.type('eve@x.test')
    await field(page, 'Subject').fill('Hello')
    await field(page, 'Message').fill('Good morning.\n')
    await page
      .locator('compose-view input[type=file]')
      .setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('inside') })
    await page.locator('file-chips').getByText('a.txt').waitFor()
    await field(page, 'Message').press('Control+Enter')
    await page.getByRole('link', { name: 'Show it' }).click()
    await openSubject(page).filter({ hasText: 'Hello' }).waitFor()
    const sent = await box.client.messages.get('latest')
    expect(sent).toMatchObject({
      subject: 'Hello',
      text: 'Good morning.\n',
      envelope: { from: 'anna@app.test', to: ['bob@x.test', 'carol@x.test', 'eve@x.test'] },
      attachments: [{ name: 'a.txt', size: 6 }],
    })
  })

  test('can be HTML', async ({ open, box }) => {
    const page = await open('/compose')
    await field(page, 'From').fill('a@x.test')
    await field(page, 'To').fill('b@x.test')
    await page.getByRole('radio', { name: 'HTML' }).click()
    await field(page, 'Message').fill('<b>Hi</b>')
    await sendButton(page).click()
    await rows(page).first().waitFor()
    expect(await box.client.messages.get('latest')).toMatchObject({
      html: expect.stringContaining('<b>Hi</b>'),
    })
  })

  test('says beside the field what is wrong, and has the caret there', async ({ open, box }) => {
    const page = await open('/compose')
    await field(page, 'From').fill('a@x.test')
    await sendButton(page).click()
    await page.getByRole('alert').filter({ hasText: 'Name one recipient at least.' }).waitFor()
    await page.keyboard.type('nobody')
    await page.getByRole('alert').waitFor({ state: 'detached' })
    await page.keyboard.press('Control+Enter')
    await page.getByRole('alert').filter({ hasText: 'names "nobody", which is no address' }).waitFor()
    expect(await field(page, 'To').getAttribute('aria-invalid')).toBe('true')
    expect((await box.client.messages.list()).total).toBe(0)
  })

  test('takes in files that are dropped, and lets go of them', async ({ open }) => {
    const page = await open('/compose')
    await field(page, 'From').waitFor()
    await page.evaluate(`(() => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File(['x'], 'dropped.txt'))
      for (const type of ['dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
    })()`)
    await page.getByRole('button', { name: 'Remove dropped.txt' }).click()
    await page.locator('file-chips').waitFor({ state: 'detached' })
  })
})

describe('what was begun', () => {
  test('is left at once when nothing was written', async ({ open }) => {
    const page = await open('/compose')
    await field(page, 'From').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('compose-view').waitFor({ state: 'detached' })
    expect(new URL(page.url()).pathname).toBe('/')
  })

  test('is there again after a look elsewhere and after a reload', async ({ open, send }) => {
    await send({ subject: 'Mail', text: 'x' })
    const page = await open('/compose')
    await field(page, 'Subject').fill('Half a thought')
    await rowOf(page, 'Mail').click()
    await openSubject(page).filter({ hasText: 'Mail' }).waitFor()
    await page.keyboard.press('c')
    expect(await field(page, 'Subject').inputValue()).toBe('Half a thought')
    await page.reload()
    expect(await field(page, 'Subject').inputValue()).toBe('Half a thought')
  })

  test('lasts as long as the page in a browser that is told to keep nothing', async ({ open, send, box }) => {
    const page = await open()
    await page.addInitScript(`Object.defineProperty(window, 'localStorage', {
      get() { throw new DOMException('Access is denied for this document.', 'SecurityError') },
    })`)
    await send({ subject: 'Mail', text: 'x' })
    await page.goto(`${box.url}/compose`)
    await field(page, 'Subject').fill('Half a thought')
    await rowOf(page, 'Mail').click()
    await openSubject(page).filter({ hasText: 'Mail' }).waitFor()
    await page.keyboard.press('c')
    expect(await field(page, 'Subject').inputValue()).toBe('Half a thought')
  })

  test('asks what is to become of it: written on, kept or discarded', async ({ open }) => {
    const page = await open('/compose')
    const leave = async (choice: string) => {
      await field(page, 'Subject').press('Escape')
      await page.locator('app-window').getByRole('button', { name: choice }).click()
    }
    await field(page, 'Subject').fill('Kept')
    await leave('Go on writing')
    await page.keyboard.type('!')
    await field(page, 'Subject').press('Backspace')
    expect(await field(page, 'Subject').inputValue()).toBe('Kept')
    await leave('Keep for later')
    await page.locator('compose-view').waitFor({ state: 'detached' })
    await page.keyboard.press('c')
    expect(await field(page, 'Subject').inputValue()).toBe('Kept')
    await leave('Discard')
    await page.locator('compose-view').waitFor({ state: 'detached' })
    await page.keyboard.press('c')
    expect(await field(page, 'Subject').inputValue()).toBe('')
  })

  test('is one draft in two tabs, and takes nothing from another draft', async ({ open, send, box }) => {
    await send({ subject: 'Mail', text: 'x' })
    const { id } = await box.client.messages.get('latest')
    const one = await open('/compose')
    await field(one, 'Subject').waitFor()
    const other = await one.context().newPage()
    await other.goto(`${box.url}/all/${id}/reply`)
    await field(other, 'Message').fill('An answer')
    await field(one, 'Subject').fill('Half a thought')
    await field(other, 'Message').fill('An answer, longer')
    await one.reload()
    expect(await field(one, 'Subject').inputValue()).toBe('Half a thought')
    await other.goto(`${box.url}/compose`)
    await field(other, 'Message').fill('And its body')
    await eventually(() => field(one, 'Message').inputValue()).toBe('And its body')
    await one.goto(`${box.url}/all/${id}/reply`)
    expect(await field(one, 'Message').inputValue()).toBe('An answer, longer')
  })

  test('keeps its caret and its words while mail pours in', async ({ open, box }) => {
    const page = await open('/compose')
    await field(page, 'Message').click()
    const text = 'The quick brown fox jumps over the lazy dog.'
    const pouring = Array.from({ length: 300 }, (_, n) =>
      box.client.messages.inject({ from: 'a@x.test', to: 'b@x.test', subject: `Mail ${n}`, text: 'x' }),
    )
    await page.keyboard.type(text, { delay: 10 })
    await Promise.all(pouring)
    await rowOf(page, 'Mail').first().waitFor()
    expect(await field(page, 'Message').inputValue()).toBe(text)
    expect(new URL(page.url()).pathname).toBe('/compose')
  })

  test('keeps keys from the message behind it', async ({ open, send }) => {
    await send({ subject: 'Behind', text: 'x' })
    const page = await open()
    await openSubject(page).filter({ hasText: 'Behind' }).waitFor()
    await page.keyboard.press('c')
    await page.getByRole('button', { name: 'Attach files' }).focus()
    await page.keyboard.press('d')
    await eventually(() => page.getByRole('button', { name: 'Undo' }).count()).toBe(0)
    await rowOf(page, 'Behind').waitFor()
  })
})

describe('an answer', () => {
  const ORDER = {
    from: 'Shop <shop@app.test>',
    to: 'Bob <bob@x.test>, carol@x.test',
    subject: 'Order 17',
    text: 'It is on its way.',
  }

  test('goes back to the sender in the same conversation, with the text quoted', async ({
    open,
    send,
    box,
  }) => {
    await send(ORDER)
    const page = await open()
    await openSubject(page).filter({ hasText: 'Order 17' }).waitFor()
    await page.keyboard.press('a')
    expect(await field(page, 'To').inputValue()).toBe('Shop <shop@app.test>')
    expect(await field(page, 'Subject').inputValue()).toBe('Re: Order 17')
    await page.keyboard.type('Thank you')
    await page.keyboard.press('Control+Enter')
    await page.locator('conversation-strip').getByText('2 in this conversation').waitFor()
    const reply = await box.client.messages.get('latest')
    expect(reply.envelope).toEqual({ from: 'bob@x.test', to: ['shop@app.test'] })
    expect(reply.text).toMatch(/^Thank you\n\nOn .*, Shop wrote:\n> It is on its way\.\n$/)
    await page.getByRole('link', { name: 'shop@app.test' }).waitFor()
  })

  test('goes to all by another key, and its address can be loaded again', async ({ open, send, box }) => {
    await send(ORDER)
    const { items } = await box.client.messages.list()
    const page = await open(`/all/${items[0]!.id}/reply-all`)
    expect(await field(page, 'Cc').inputValue()).toBe('carol@x.test')
    await page.keyboard.press('Escape')
    await openSubject(page).filter({ hasText: 'Order 17' }).waitFor()
    await page.keyboard.press('Shift+A')
    await page.waitForURL(`**/all/${items[0]!.id}/reply-all`)
  })

  test('passes the message on whole', async ({ open, send, box }) => {
    await send(ORDER)
    const page = await open()
    await page.getByRole('button', { name: 'Forward' }).click()
    await page.getByText('The message goes with it, whole').waitFor()
    await page.keyboard.type('eve@x.test')
    await page.keyboard.press('Control+Enter')
    await eventually(async () => (await box.client.messages.list()).total).toBe(2)
    expect(await box.client.messages.get('latest')).toMatchObject({
      subject: 'Fwd: Order 17',
      envelope: { to: ['eve@x.test'] },
      attachments: [{ type: 'message/rfc822' }],
    })
  })

  test('from an account comes from that account', async ({ open, send }) => {
    await send(ORDER)
    const page = await open('/accounts/carol@x.test/INBOX')
    await openSubject(page).filter({ hasText: 'Order 17' }).waitFor()
    await page.keyboard.press('a')
    expect(await field(page, 'From').inputValue()).toBe('carol@x.test')
    await page.keyboard.press('Escape')
    await page.keyboard.press('c')
    expect(await field(page, 'From').inputValue()).toBe('carol@x.test')
  })

  test('takes the whole of a narrow window', async ({ open, send }) => {
    await send(ORDER)
    const page = await open('/', { viewport: { width: 390, height: 800 } })
    await rowOf(page, 'Order 17').click()
    await page.getByRole('button', { name: 'Reply', exact: true }).click()
    expect((await page.locator('compose-view').boundingBox())?.width).toBe(390)
    await page.getByRole('button', { name: 'Back to the list' }).click()
    await openSubject(page).filter({ hasText: 'Order 17' }).waitFor()
  })
})
