import { describe, expect, it } from 'vitest'
import type { Message } from '../../server/client/client.ts'
import { codeOf, linkOf, matchers } from '../../server/testing/testing.ts'
import type { Verdict } from '../../server/testing/verdict.ts'
import { useOneFacteur } from './use-facteur.ts'

const here = useOneFacteur()
const SHOULD = { isNot: false }
const SHOULD_NOT = { isNot: true }

const HTML = `<p>Your code is <b>481 920</b>. Or use G3H1Y2 as your verification code.</p>
<a href="https://app.test/confirm?token=k3Jx">Confirm your address</a>
<a href="https://app.test/help">Help</a>`

async function receive(message: { subject?: string; html?: string; text?: string }): Promise<Message> {
  const mail = here.openMail()
  await mail.messages.inject({ from: 'shop@app.test', to: mail.address(), subject: 'Your code', ...message })
  return mail.waitForMessage()
}

/** The verdict, and the text that would be shown. */
function judged({ pass, message }: Verdict): [boolean, string] {
  return [pass, message().replace(/\(01\w{24}\)/g, '(id)')]
}

describe('toHaveSubject', () => {
  it.each([
    ['Your code', true, "has a subject that is 'Your code', and should not."],
    ['your code', false, "does not have a subject that is 'your code': it is 'Your code'."],
    [/^your/i, true, 'has a subject that matches /^your/i, and should not.'],
    [/order/g, false, "does not have a subject that matches /order/g: it is 'Your code'."],
    [
      expect.stringContaining('code'),
      true,
      "has a subject that is what the matcher asks for: 'code', and should not.",
    ],
    [
      { asymmetricMatch: () => false },
      false,
      "does not have a subject that is what the matcher asks for: it is 'Your code'.",
    ],
  ])('%s: %s', async (expected, pass, text) => {
    const verdict = matchers.toHaveSubject(await receive({ text: 'Text' }), expected)
    expect(judged(verdict)).toEqual([pass, `The message 'Your code' (id) ${text}`])
  })

  it('takes nothing that is no pattern', async () => {
    const message = await receive({ text: 'Text' })
    expect(() => matchers.toHaveSubject(message, {})).toThrow('a string, a regular expression or')
  })

  it('gives what the difference is made of', async () => {
    const verdict = matchers.toHaveSubject(await receive({ text: 'Text' }), 'Welcome')
    expect(verdict).toMatchObject({ expected: 'Welcome', actual: 'Your code' })
  })

  it('finds the same in a second look with a global expression', async () => {
    const message = await receive({ text: 'Text' })
    const pattern = /code/g
    for (let look = 0; look < 2; look++) expect(matchers.toHaveSubject(message, pattern).pass).toBe(true)
  })

  it('shows no control characters of a subject', async () => {
    const message = { id: '1', subject: `\u001b[2J${'x'.repeat(300)}` }
    const text = matchers.toHaveSubject(message, 'a').message()
    expect(text).toContain(`' [2J${'x'.repeat(195)}…'`)
  })
})

describe('toHaveCode', () => {
  it.each([
    ['481920', true],
    ['481 920', true],
    ['481-920', true],
    [/^\d{6}$/, true],
    [undefined, true],
    ['111111', false],
  ])('%s: %s', async (expected, pass) => {
    const message = await receive({ html: HTML })
    expect(matchers.toHaveCode(message, expected).pass).toBe(pass)
  })

  it('tells which codes there are instead', async () => {
    const verdict = matchers.toHaveCode(await receive({ text: 'Your code is 481920.' }), '111111')
    expect(judged(verdict)).toEqual([
      false,
      "The message 'Your code' (id) does not have a code that is '111111'. It has:\n  481920 in 'Your code is 481920.'",
    ])
  })

  it.each([
    ['Nothing to see', "It begins with 'Nothing to see'."],
    ['', 'It has no text either.'],
  ])('tells how a message without codes begins: %j', async (text, told) => {
    const message = await receive({ subject: 'Hello', text })
    const verdict = matchers.toHaveCode(message)
    expect(judged(verdict)).toEqual([false, `The message 'Hello' (id) does not have a code. ${told}`])
    expect(() => codeOf(message)).toThrow(`has no code. ${told}`)
  })

  it('tells which code should not be', async () => {
    const verdict = matchers.toHaveCode(await receive({ text: 'Your code is 481920.' }))
    expect(judged(verdict)).toEqual([
      true,
      "The message 'Your code' (id) has a code, and should not:\n  481920 in 'Your code is 481920.'",
    ])
  })

  it('has a function beside it that gives the likeliest', async () => {
    expect(codeOf(await receive({ html: HTML }))).toBe('481920')
  })
})

describe('toHaveLink', () => {
  it.each([
    [undefined, true],
    [{}, true],
    ['https://app.test/help', true],
    ['https://app.test/', false],
    [/token=/, true],
    [{ kind: 'confirm' as const }, true],
    [{ kind: 'reset' as const }, false],
    [{ text: 'Help' }, true],
    [{ text: 'Help', kind: 'confirm' as const }, false],
    [{ text: /confirm/i, href: /token=\w+$/, kind: 'confirm' as const }, true],
    [{ href: expect.stringContaining('help') }, true],
  ])('%s: %s', async (pattern, pass) => {
    expect(matchers.toHaveLink(await receive({ html: HTML }), pattern).pass).toBe(pass)
  })

  const LINKS =
    "  confirm: 'Confirm your address' https://app.test/confirm?token=k3Jx\n  other: 'Help' https://app.test/help"

  it('tells which links there are instead', async () => {
    const message = await receive({ html: HTML })
    const pattern = { kind: 'reset' as const, text: 'Reset', href: /reset/ }
    const told =
      "does not have a link of the kind reset whose address matches /reset/ and whose text is 'Reset'."
    expect(judged(matchers.toHaveLink(message, pattern))).toEqual([
      false,
      `The message 'Your code' (id) ${told} It has:\n${LINKS}`,
    ])
    expect(() => linkOf(message, pattern)).toThrow(told)
  })

  it('tells which link should not be', async () => {
    const verdict = matchers.toHaveLink(await receive({ html: HTML }))
    expect(judged(verdict)).toEqual([
      true,
      `The message 'Your code' (id) has a link, and should not:\n${LINKS}`,
    ])
  })

  it('tells that there are none', async () => {
    const verdict = matchers.toHaveLink(await receive({ text: 'Text' }), 'https://app.test/')
    expect(judged(verdict)[1]).toMatch(
      /a link whose address is 'https:\/\/app.test\/'\. It has no links at all\.$/,
    )
  })

  it('has a function beside it that gives the first', async () => {
    const message = await receive({ html: HTML })
    expect(linkOf(message).text).toBe('Confirm your address')
    expect(linkOf(message, { text: 'Help' }).href).toBe('https://app.test/help')
  })

  it('does not pass over what no link has', async () => {
    const pattern = { name: 'Help' } as object
    expect(() => matchers.toHaveLink({ id: '1', subject: '', links: [] }, pattern)).toThrow(
      "A link has no 'name': ask for href, text or kind.",
    )
  })
})

describe('toHaveReceived', () => {
  it('waits for a message', async () => {
    const mail = here.openMail()
    const waiting = matchers.toHaveReceived.call(SHOULD, mail, 'subject:Welcome')
    await mail.messages.inject({ from: 'a@app.test', to: mail.address(), subject: 'Welcome', text: 'Text' })
    expect((await waiting).pass).toBe(true)
    expect((await matchers.toHaveReceived.call(SHOULD, mail)).pass).toBe(true)
    expect((await matchers.toHaveReceived.call(SHOULD, here.facteur.client, mail.scope)).pass).toBe(true)
  })

  it('waits for as many as are asked for', async () => {
    const mail = here.openMail()
    const waiting = matchers.toHaveReceived.call(SHOULD, mail, '', { count: 2 })
    for (const text of ['a', 'b'])
      await mail.messages.inject({ from: 'a@app.test', to: mail.address(), text })
    expect((await waiting).pass).toBe(true)
    const { pass, message } = await matchers.toHaveReceived.call(SHOULD, mail, '', { count: 3, timeout: 1 })
    expect([pass, message()]).toEqual([
      false,
      expect.stringMatching(/^Only 2 of 3 messages came within 1 ms/),
    ])
  })

  it('waits no longer than the expectations of the runner do, unless told otherwise', async () => {
    const state = { isNot: false, timeout: 30 }
    const { pass, message } = await matchers.toHaveReceived.call(state, here.facteur.client, 'subject:never')
    expect([pass, message()]).toEqual([
      false,
      expect.stringMatching(/^No message came within 30 ms for subject:never/),
    ])
  })

  it('tells what came nearest', async () => {
    const mail = here.openMail()
    await mail.messages.inject({ from: 'a@app.test', to: mail.address(), subject: 'Welcom', text: 'Text' })
    const verdict = await matchers.toHaveReceived.call(SHOULD, mail, 'subject:Welcome', { timeout: 1 })
    expect(verdict.pass).toBe(false)
    expect(verdict.message()).toContain("    - subject: 'Welcom' does not contain 'Welcome'")
  })

  it('proves silence, and fails at once when a message comes', async () => {
    const mail = here.openMail()
    const silence = await matchers.toHaveReceived.call(SHOULD_NOT, mail, 'subject:Welcome', { timeout: 1 })
    expect(silence.pass).toBe(false)
    const waiting = matchers.toHaveReceived.call(SHOULD_NOT, mail, 'subject:Welcome', { timeout: '1h' })
    await mail.messages.inject({ from: 'a@app.test', to: mail.address(), subject: 'Welcome', text: 'Text' })
    const { pass, message } = await waiting
    expect([pass, message()]).toEqual([
      true,
      expect.stringMatching(/^A message came that should not.*\n {2}'Welcome' from a@app.test/),
    ])
  })

  it('fails, with .not too, when it cannot look', async () => {
    for (const state of [SHOULD, SHOULD_NOT]) {
      const verdict = matchers.toHaveReceived.call(state, here.openMail(), '(')
      await expect(verdict).rejects.toMatchObject({ code: 'invalid-query' })
    }
    const counted = matchers.toHaveReceived.call(SHOULD_NOT, here.openMail(), '', { count: 2 })
    await expect(counted).rejects.toThrow('it takes no `count`')
    const message = { id: '1', subject: 'Hello' } as never
    await expect(matchers.toHaveReceived.call(SHOULD, message)).rejects.toThrow('takes the mail of a test')
  })
})

describe('what is no message', () => {
  it.each([
    [undefined, 'This is undefined.'],
    ['Welcome', 'This is Welcome.'],
    [Promise.resolve(), 'This is a promise: put `await` before what gives the message.'],
    [
      { envelope: {}, id: '1', subject: '' },
      'This is a summary only: messages.get(id) gives the whole message.',
    ],
    [{ id: '1', waitForMessage() {} }, 'This is where messages come in: wait for one there.'],
    [[], 'This is something else.'],
  ])('is told apart: %j', (given, text) => {
    const message = given as never
    expect(() => matchers.toHaveCode(message)).toThrow(
      `toHaveCode takes a message, as waitForMessage gives. ${text}`,
    )
    expect(() => codeOf(message)).toThrow(text)
    expect(() => linkOf(message)).toThrow(text)
    expect(() => matchers.toHaveLink(message)).toThrow(text)
  })
})
