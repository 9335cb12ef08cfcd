import { describe, expect } from 'vitest'
import { eventually, openSubject, test } from './inbox-test.ts'

describe('the reader', () => {
  test('shows where envelope and header differ', async ({ open, send }) => {
    await send({
      subject: 'With a blind copy',
      text: 'x',
      bcc: 'hidden@x.test',
      envelope: { from: 'bounce@mailer.test', to: ['bob@x.test', 'hidden@x.test'] },
    })
    const page = await open()
    const header = page.locator('message-header')
    await header.getByText('hidden@x.test').waitFor()
    await header.locator('dd.different').nth(0).getByText('bounce@mailer.test').waitFor()
    await header.locator('dd.different').nth(1).getByText('hidden@x.test').waitFor()
    await header.getByText('Bcc', { exact: true }).waitFor()
  })

  test('shows source, headers, parts and the conversation', async ({ open, send }) => {
    await send({
      subject: 'Grüße',
      text: 'x',
      html: '<p>y</p>',
      attachments: [{ filename: '../../etc/pass wd.txt', content: 'secret' }],
    })
    const page = await open()
    await openSubject(page).filter({ hasText: 'Grüße' }).waitFor()
    await page.getByRole('tab', { name: 'Source' }).click()
    await page.locator('code-view').getByText('MIME-Version').waitFor()
    await page.getByRole('tab', { name: 'Headers' }).click()
    await page.getByRole('cell', { name: 'Grüße' }).waitFor()
    await page.getByRole('tab', { name: /Parts/ }).click()
    await page.getByText('multipart/alternative').waitFor()
    await page.getByRole('tab', { name: 'SMTP' }).click()
    await page.getByText('RCPT TO:<bob@x.test>').waitFor()
  })

  test('says that a message which takes its time is on its way', async ({ open, send, box }) => {
    await send({ subject: 'Slow', text: 'Here at last' })
    const { id } = await box.client.messages.get('latest')
    const page = await open('/status')
    const held = Promise.withResolvers<void>()
    await page.route(`**/messages/${id}`, async route => {
      await held.promise
      await route.continue()
    })
    await page.goto(`${box.url}/all/${id}`)
    await page.locator('reader-view skeleton-rows span').first().waitFor()
    held.resolve()
    await page.getByRole('tabpanel', { name: 'Text' }).getByText('Here at last').waitFor()
    await eventually(() => page.locator('reader-view skeleton-rows').count()).toBe(0)
  })

  test('offers a source to be copied only where all of it is there', async ({ open, send }) => {
    await send({ subject: 'Short', text: 'x' })
    await send({ subject: 'Long', text: 'A line of text.\n'.repeat(50_000) })
    const page = await open()
    await openSubject(page).filter({ hasText: 'Long' }).waitFor()
    await page.keyboard.press('3')
    await page.getByRole('link', { name: 'Open the whole source' }).waitFor()
    await eventually(() => page.locator('source-view copy-button').count()).toBe(0)
    await page.keyboard.press('j')
    await openSubject(page).filter({ hasText: 'Short' }).waitFor()
    await page.locator('source-view copy-button').waitFor()
  })

  test('downloads an attachment under a name that is no path', async ({ open, send }) => {
    await send({
      subject: 'Attached',
      text: 'x',
      attachments: [{ filename: '../../etc/passwd', content: 'secret' }],
    })
    const page = await open()
    const downloading = page.waitForEvent('download')
    await page.locator('message-header .files a').click()
    const download = await downloading
    expect(download.suggestedFilename()).not.toContain('/')
    const content = await download.createReadStream()
    expect(await content.toArray().then(chunks => Buffer.concat(chunks).toString())).toBe('secret')
  })

  test('marks and unmarks', async ({ open, send, box }) => {
    await send({ subject: 'Marked', text: 'x' })
    const page = await open()
    await openSubject(page).filter({ hasText: 'Marked' }).waitFor()
    const latest = () => box.client.messages.list().then(({ items }) => items[0])
    await eventually(async () => (await latest())?.seen).toBe(true)
    await page.getByRole('button', { name: 'Mark unread' }).click()
    await page.getByRole('button', { name: 'Mark read' }).waitFor()
    await page.getByRole('button', { name: 'Flag' }).click()
    await eventually(async () => (await latest())?.flagged).toBe(true)
    expect(await latest()).toMatchObject({ seen: false, flagged: true })
  })

  test('shows HTML at the width of a telephone', async ({ open, send }) => {
    await send({ subject: 'Wide', html: '<p>Hello</p>' })
    const page = await open()
    await page.frameLocator('iframe').getByText('Hello').waitFor()
    await page.getByText('No remote content').waitFor()
    await page.getByRole('radio', { name: 'Phone' }).click()
    await eventually(async () => (await page.locator('iframe').boundingBox())?.width).toBe(375)
  })

  test('shows pictures that came with the message', async ({ open, send }) => {
    const gif = Buffer.from('R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64')
    await send({
      subject: 'Logo',
      html: '<p>Hello</p><img src="cid:logo">',
      attachments: [{ filename: 'logo.gif', content: gif, cid: 'logo' }],
    })
    const page = await open()
    const picture = page.frameLocator('iframe').locator('img')
    await picture.waitFor()
    const width = () => picture.evaluate((image: { naturalWidth: number }) => image.naturalWidth)
    await eventually(width).toBe(1)
  })

  test.for([
    ['one endless line', 'x'.repeat(4_000_000)],
    ['nothing but links', 'see https://x.test/abc \n'.repeat(40_000)],
  ] as const)('shows the beginning of a text that is %s, at once', async ([, text], { open, send }) => {
    await send({ subject: 'Long', text })
    const page = await open()
    await page.getByText(/The first 262,144 of [\d,]+ characters are shown/).waitFor()
    const opening = page.context().waitForEvent('page')
    await page.getByRole('link', { name: 'Open the whole text' }).click()
    await (await opening).waitForURL(/\/text$/)
    await page.bringToFront()
    await page.keyboard.press('s')
    await page.locator('message-row[open] app-icon[name="flag"]').waitFor()
  })
})
