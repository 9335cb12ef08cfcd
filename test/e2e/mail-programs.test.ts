import { describe, expect } from 'vitest'
import { createSandbox } from '../../server/sandbox.ts'
import { test } from './inbox-test.ts'
import { ANNA, entry, fill, folder, IMAP, imapProgram, maildropRows, POP3, said } from './mail-session.ts'

describe('a mail program', () => {
  test('shows at once what a mail program does, and the other way round', async ({ open, send, box }) => {
    await fill(box, 'One', 'Two')
    const page = await open(IMAP)
    await page.getByText('Idle: the server tells of changes by itself').waitFor()
    const program = await imapProgram(box)
    await program.say('c STORE 1 +FLAGS (\\Flagged $Work)', 'c OK')
    await entry(page, 'One').getByText('$Work').waitFor()
    await program.say('d STORE 2 +FLAGS (\\Deleted)', 'd OK')
    await program.say('e EXPUNGE', 'e OK')
    await entry(page, 'Two').waitFor({ state: 'detached' })
    await send({ subject: 'Three', text: 'x', to: ANNA })
    await entry(page, 'Three').waitFor()
    await program.say('f CREATE FromOutside', 'f OK')
    await folder(page, 'FromOutside').waitFor()
    await program.say('g NOOP', 'g OK')
    await entry(page, 'One').click()
    await page.keyboard.press('u')
    await entry(page, 'One').getByText('\\Seen').waitFor()
    expect(await program.say('h NOOP', 'h OK')).toMatch(/\* 1 FETCH \(UID 1 FLAGS \([^)]*\\Seen/)
    program.end()
  })
})

describe('users that are named', () => {
  test('are asked for their password by both views', async ({ browser }) => {
    const box = await createSandbox({ user: [`${ANNA}:right`] })
    await fill(box, 'One')
    const page = await browser.newPage()
    await page.goto(new URL(IMAP, box.url).href)
    for (const password of ['wrong', 'right']) {
      await page.getByRole('heading', { name: 'The server wants a password' }).waitFor()
      await page.getByRole('textbox', { name: 'Password' }).fill(password)
      await page.getByRole('button', { name: 'Log in' }).click()
    }
    await entry(page, 'One').waitFor()
    await page.goto(new URL(POP3, box.url).href)
    await page.getByRole('button', { name: 'Open the maildrop' }).click()
    await page.getByRole('textbox', { name: 'Password' }).fill('right')
    await page.getByRole('button', { name: 'Log in' }).click()
    await maildropRows(page).first().waitFor()
    expect(await said(page)).not.toContain('right')
    await page.close()
    await box.close()
  })
})

describe('how a mail program is connected', () => {
  test('is told with the real host and ports, to be copied', async ({ open, box }) => {
    await fill(box, 'One')
    const page = await open(IMAP)
    await page.getByRole('button', { name: 'Connect a mail program' }).click()
    const window = page.locator('modal-dialog')
    const { imap, pop3, smtp } = box.ports
    for (const port of [imap, pop3, smtp]) await window.getByText(String(port), { exact: true }).waitFor()
    await window.getByText(ANNA, { exact: true }).waitFor()
    await window.getByRole('tab', { name: 'mbsync' }).click()
    await window.getByText(`Port ${imap}`).waitFor()
    await window.getByRole('tab', { name: 'mutt' }).click()
    await window
      .getByText(`smtp://localhost:${smtp}`)
      .or(window.getByText(`smtp://127.0.0.1:${smtp}`))
      .waitFor()
  })

  test('names the ports with TLS when there is a certificate', async ({ browser }) => {
    const box = await createSandbox({ tls: true })
    await fill(box, 'One')
    const page = await browser.newPage()
    await page.goto(new URL(POP3, box.url).href)
    await page.getByRole('button', { name: 'Connect a mail program' }).click()
    for (const port of [box.ports.imaps, box.ports.pop3s, box.ports.smtps])
      await page.getByText(String(port), { exact: true }).waitFor()
    await page.getByText('SSL/TLS').first().waitFor()
    await page.close()
    await box.close()
  })
})
