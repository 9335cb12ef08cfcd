import { createTransport } from 'nodemailer'
import { describe, expect, it } from 'vitest'
import { WaitTimeoutError } from '../../server/client/client.ts'
import { createTestId, keyOf, keysIn } from '../../server/testing/test-id.ts'
import type { TestMail } from '../../server/testing/test-mail.ts'
import { useOneFacteur } from './use-facteur.ts'

const here = useOneFacteur()
const MESSAGE = { from: 'shop@app.test', subject: 'Hello', text: 'Text' }

async function subjects(mail: TestMail): Promise<string[]> {
  return (await mail.messages.list()).items.map(({ subject }) => subject)
}

describe('the mail of a test', () => {
  it.each([
    ['is sent to one of its addresses', (mail: TestMail) => ({ to: mail.address('anna') })],
    ['is sent to one in capitals', (mail: TestMail) => ({ to: mail.address('anna').toUpperCase() })],
    ['is sent to a plus-address', (mail: TestMail) => ({ to: `anna+${mail.id}@example.com` })],
    ['has one in Bcc', (mail: TestMail) => ({ to: 'eve@x.test', bcc: mail.address() })],
    ['comes from one', (mail: TestMail) => ({ from: mail.address('shop'), to: 'eve@x.test' })],
  ])('%s', async (_what, envelope) => {
    const mail = here.openMail()
    const other = here.openMail()
    await mail.messages.inject({ ...MESSAGE, ...envelope(mail) })
    expect(await mail.waitForMessage('subject:Hello')).toMatchObject({ subject: 'Hello' })
    expect(await subjects(other)).toEqual([])
  })

  it('is sent by whoever logs in with its user name', async () => {
    const mail = here.openMail()
    const transport = createTransport({
      ...mail.smtp,
      ignoreTLS: true,
      auth: { user: mail.user, pass: 'any' },
    })
    await transport.sendMail({ ...MESSAGE, to: 'eve@x.test' })
    transport.close()
    expect(await mail.waitForMessage()).toMatchObject({ user: mail.user })
  })

  it('is what a scope of its own says', async () => {
    const { createTestMail } = await import('../../server/testing/test-mail.ts')
    const { url: baseUrl, smtp } = here.facteur
    const mail = createTestMail({ baseUrl, smtp, scope: id => `header:X-Test-Id=${id}` })
    expect(mail.scope).toBe(`header:X-Test-Id=${mail.id}`)
    await mail.messages.inject({ ...MESSAGE, to: 'eve@x.test', headers: { 'X-Test-Id': mail.id } })
    expect(await subjects(mail)).toEqual(['Hello'])
    expect(await mail.clear()).toBe(1)
  })
})

describe('an address of a test', () => {
  it('begins with the title, and is the same for the same name', () => {
    const mail = here.openMail({ title: 'Signs up: Zoé’s café, and then some more words' })
    expect(mail.address('anna')).toMatch(/^anna@signs-up-zoe-s-cafe-and-then-s-x[0-9a-f]{12}\.test$/)
    expect(mail.address('anna')).toBe(mail.address('anna'))
    expect(mail.address()).toMatch(/^user@/)
  })

  it('is refused when it could be that of another test', async () => {
    const { createTestMail } = await import('../../server/testing/test-mail.ts')
    const { url: baseUrl, smtp } = here.facteur
    const mail = createTestMail({ baseUrl, smtp, address: name => `${name}@x.test` })
    expect(() => mail.address('anna')).toThrow('The address anna@x.test does not contain the id of the test')
  })
})

describe('the id of a test', () => {
  it.each(['', '日本語', '---'])('has no words when the title %j has none', title => {
    expect(createTestId(title)).toMatch(/^x[0-9a-f]{12}$/)
  })

  it('is found by its key wherever it stands', () => {
    const [one, two] = [createTestId('One'), createTestId('Two')]
    expect(keysIn(`anna+${one.toUpperCase()}@x.test, bob@${two}.test x0123456789abcd`)).toEqual([
      keyOf(one),
      keyOf(two),
    ])
  })

  it('is a label of a domain, however long the title', () => {
    expect(createTestId('x'.repeat(500)).length).toBeLessThanOrEqual(63)
  })
})

describe('clearing', () => {
  it('deletes the mail of the test and of nobody else', async () => {
    const [mail, other] = [here.openMail(), here.openMail()]
    await mail.messages.inject({ ...MESSAGE, to: [mail.address('anna'), 'boss@x.test'] })
    await mail.messages.inject({ ...MESSAGE, from: mail.address('shop'), to: 'boss@x.test' })
    await mail.messages.inject({ ...MESSAGE, subject: 'Other', to: other.address() })
    const { id } = await here.facteur.client.messages.inject({ ...MESSAGE, to: 'eve@x.test' })
    expect(await mail.clear()).toBe(2)
    expect(await mail.clear()).toBe(0)
    expect(await subjects(other)).toEqual(['Other'])
    await here.facteur.client.messages.delete(id)
  })

  it('leaves one message to several tests to the others', async () => {
    const [mail, other] = [here.openMail(), here.openMail()]
    await mail.messages.inject({ ...MESSAGE, subject: 'Newsletter', to: [mail.address(), other.address()] })
    await mail.messages.inject({ ...MESSAGE, from: other.address(), to: mail.address() })
    await mail.messages.inject({ ...MESSAGE, to: mail.address() })
    expect(await mail.clear()).toBe(1)
    expect(await subjects(other)).toEqual(['Hello', 'Newsletter'])
    await here.facteur.client.messages.deleteAll(other.scope)
  })

  it('deletes more than one request names', async () => {
    const mail = here.openMail()
    const messages = Array.from({ length: 201 }, () =>
      mail.messages.inject('Subject: Many\r\n\r\n', { from: 'shop@app.test', to: mail.address() }),
    )
    await Promise.all(messages)
    expect(await mail.clear()).toBe(201)
  })
})

describe('a wait', () => {
  it('ends before the test does, to say why', async () => {
    const mail = here.openMail({ remaining: () => 550 })
    const error: unknown = await mail
      .waitForMessage('', { timeout: '20s' })
      .catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(WaitTimeoutError)
    expect(error).toMatchObject({ waited: 50 })
    await expect(mail.waitForMessage()).rejects.toMatchObject({ waited: 50 })
  })

  it('does not end later than it was asked to, and looks once when there is no time left', () => {
    expect(here.openMail({ remaining: () => 5000 }).patience('1s')).toBe(1000)
    expect(here.openMail({ remaining: () => 5000.7 }).patience()).toBe(4000)
    expect(here.openMail({ remaining: () => -3 }).patience('1s')).toBe(0)
    expect(here.openMail().patience('1h')).toBe(3_600_000)
  })

  it('for silence is never cut short', async () => {
    const mail = here.openMail({ remaining: () => 0 })
    const began = performance.now()
    await mail.waitForNone('', { timeout: 40 })
    expect(performance.now() - began).toBeGreaterThanOrEqual(39)
  })
})
