import { expect, test } from '../../../server/testing/vitest.ts'
import { send } from '../send.ts'

test.concurrent('no message', async ({ mail, expect }) => {
  await send(mail, { subject: 'Welcom', text: 'Text' })
  await expect(mail).toHaveReceived('subject:Welcome', { timeout: '300ms' })
})

test.concurrent('a wait that is longer than the test', { timeout: 3000 }, async ({ mail }) => {
  await mail.waitForMessage('subject:Welcome', { timeout: '20s' })
})

test.concurrent('an expectation without a time of its own', { timeout: 3000 }, async ({ mail, expect }) => {
  await expect(mail).toHaveReceived()
})

test.concurrent('a message that should not be', async ({ mail, expect }) => {
  await send(mail, { subject: 'Welcome', text: 'Text' })
  await expect(mail).not.toHaveReceived('subject:Welcome')
})

test.concurrent('another code', async ({ mail, expect }) => {
  await send(mail, { subject: 'Your code', text: 'Your code is 481920.' })
  expect(await mail.waitForMessage()).toHaveCode('111111')
})

test.concurrent('no await', ({ mail }) => {
  expect(mail.waitForMessage('', { timeout: 0 }).catch(() => {})).toHaveSubject('Welcome')
})
