import { linkOf, matchers, openFacteur } from 'facteur/testing'
import { signUp } from './application.mjs'

expect.extend(matchers)

let facteur, mail
beforeAll(async () => {
  facteur = await openFacteur() // FACTEUR_URL, or a sandbox in this process
})
beforeEach(() => {
  mail = facteur.openMail({ title: expect.getState().currentTestName })
})
afterEach(() => mail.clear())
afterAll(() => facteur.close())

test('signing up sends a code', async () => {
  await signUp(mail.address('anna'), facteur.smtp)
  await expect(mail).toHaveReceived('subject:Welcome', { timeout: '2s' })
  const message = await mail.waitForMessage('has:code')
  expect(message).toHaveCode('481920')
  expect(new URL(linkOf(message, { kind: 'confirm' }).href).pathname).toBe('/confirm')
  await expect(mail).not.toHaveReceived('subject:Reminder')
})
