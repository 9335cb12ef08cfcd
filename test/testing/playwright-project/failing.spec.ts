import { expect, test } from '../../../server/testing/playwright.ts'
import { send } from '../send.ts'

test('no message', async ({ mail }) => {
  await send(mail, { subject: 'Welcom', text: 'Text' })
  await expect(mail).toHaveReceived('subject:Welcome', { timeout: '300ms' })
})

test('a wait that is longer than the test', async ({ mail }) => {
  test.setTimeout(1500)
  await mail.waitForMessage('subject:Welcome', { timeout: '20s' })
})

test('a message that should not be', async ({ mail }) => {
  await send(mail, { subject: 'Welcome', text: 'Text' })
  await expect(mail).not.toHaveReceived('subject:Welcome')
})

test('another code', async ({ mail }) => {
  await send(mail, { subject: 'Your code', text: 'Your code is 481920.' })
  expect(await mail.waitForMessage()).toHaveCode('111111')
})
