import { codeOf, expect, linkOf, snapshotOf, test } from '../../../server/testing/playwright.ts'
import { send } from '../send.ts'

const CODE = { subject: 'Your code', text: 'Your code is 481 920.' }

test('waits for a message, and looks at what is in it', async ({ mail }) => {
  await send(mail, {
    ...CODE,
    html: '<p>Your code is <b>481 920</b>.</p><a href="https://app.test/confirm?token=k3Jx">Confirm your address</a>',
  })
  await expect(mail).toHaveReceived('subject:"Your code"')
  const message = await mail.waitForMessage('has:code')
  expect(message).toHaveSubject('Your code')
  expect(message).toHaveSubject(expect.stringContaining('code'))
  expect(message).toHaveCode('481920')
  expect(message).not.toHaveCode('111111')
  expect(message).toHaveLink({ kind: 'confirm' })
  expect(codeOf(message)).toBe('481920')
  expect(linkOf(message).href).toBe('https://app.test/confirm?token=k3Jx')
  expect(snapshotOf(message, { codes: true })).toContain('Your code is <code>.')
})

test('sees nothing of the mail of other tests', async ({ mail }) => {
  await expect(mail).not.toHaveReceived('', { timeout: 1 })
})

for (const n of [1, 2, 3, 4]) {
  test(`sends and waits, ${n}`, async ({ mail, facteur }) => {
    expect(facteur.url).toBe(process.env['FACTEUR_URL'] ?? facteur.sandbox?.url)
    for (const text of ['a', 'b', 'c']) await send(mail, { subject: 'Welcome', text })
    const { items, cursor } = await mail.messages.wait('subject:Welcome', { count: 3 })
    expect(items.map(({ text }) => text?.trim())).toEqual(['a', 'b', 'c'])
    await expect(mail).not.toHaveReceived('', { after: cursor, timeout: '50ms' })
  })
}
