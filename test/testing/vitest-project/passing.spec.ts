import { describe, expect as plainExpect } from 'vitest'
import { codeOf, expect, it, linkOf, snapshotOf, test, useFacteur } from '../../../server/testing/vitest.ts'
import { send } from '../send.ts'

const testElsewhere = useFacteur({
  address: (name, id) => `${name}+${id}@example.com`,
  sandbox: { maxMessages: 10 },
})

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
  expect(message).not.toHaveSubject(/welcome/i)
  expect(message).toHaveCode('481920')
  expect(message).not.toHaveCode('111111')
  expect(message).toHaveLink({ kind: 'confirm' })
  expect(message).not.toHaveLink({ kind: 'reset' })
  expect(codeOf(message)).toBe('481920')
  expect(linkOf(message).href).toBe('https://app.test/confirm?token=k3Jx')
  await expect(mail.waitForMessage()).resolves.toHaveCode('481920')
})

test('sees nothing of the mail of the test before', async ({ mail }) => {
  await expect(mail).not.toHaveReceived('', { timeout: 1 })
})

it('gives a snapshot that is the same in each run', async ({ mail }) => {
  await send(mail, { ...CODE, html: '<a href="https://app.test/confirm?token=k3JxQ0aP">Confirm</a>' })
  const snapshot = snapshotOf(await mail.waitForMessage(), { codes: true })
  expect(snapshot).toMatchInlineSnapshot(`
    "From: shop@app.test
    To: anna@<test>.test
    Subject: Your code
    Envelope: shop@app.test -> anna@<test>.test
    Message-ID: <message-id>
    Date: <date>
    MIME-Version: 1.0
    Content-Type: multipart/alternative; boundary="<boundary>"

    === text
    Your code is <code>.

    === html
    <a href="https://app.test/confirm?token=<token>">Confirm</a>"
  `)
})

test('extends the expect of Vitest itself', async ({ mail, expect }) => {
  await send(mail, CODE)
  await plainExpect(mail).toHaveReceived('has:code')
  await expect(mail).toHaveReceived('has:code')
})

describe('tests at the same time', () => {
  test.concurrent.for(['first', 'second', 'third'])(
    'have mail of their own: %s',
    async (subject, { mail, expect }) => {
      await send(mail, { subject, text: 'Text' })
      expect(await mail.waitForMessage()).toHaveSubject(subject)
      expect((await mail.messages.list()).total).toBe(1)
    },
  )
})

let port: number
testElsewhere.beforeAll(({ facteur }) => {
  port = facteur.smtp.port
})

testElsewhere('has the addresses and the server that options say', async ({ facteur, mail }) => {
  expect(mail.address('anna')).toMatch(/^anna\+has-the-addresses-and-the-serv-x[0-9a-f]{12}@example\.com$/)
  expect(mail.smtp).toEqual({ host: 'localhost', port })
  expect((await facteur.client.info()).limits['messages']).toBe(10)
  await send(mail, CODE)
  await expect(mail).toHaveReceived()
})
