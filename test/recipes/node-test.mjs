import { after, afterEach, before, beforeEach, test } from 'node:test'
import assert from 'node:assert/strict'
import { codeOf, linkOf, openFacteur } from 'facteur/testing'
import { signUp } from './application.mjs'

let facteur, mail
before(async () => {
  facteur = await openFacteur() // FACTEUR_URL, or a sandbox in this process
})
beforeEach(({ name }) => {
  mail = facteur.openMail({ title: name })
})
afterEach(() => mail.clear())
after(() => facteur.close())

test('signing up sends a code', async () => {
  await signUp(mail.address('anna'), facteur.smtp)
  const message = await mail.waitForMessage('subject:Welcome', { timeout: '2s' })
  assert.match(codeOf(message), /^\d{6}$/)
  assert.equal(new URL(linkOf(message, { kind: 'confirm' }).href).pathname, '/confirm')
  await mail.waitForNone('subject:Reminder')
})
