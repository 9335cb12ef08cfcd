import { once } from 'node:events'
import { connect } from 'node:net'
import { createTransport } from 'nodemailer'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createClient } from '../../server/client/client.ts'
import type { CheckReport, Problem } from '../../server/http/contract.ts'
import { createSandbox } from '../../server/sandbox.ts'
import { rsaKey } from '../check/check-fixture.ts'
import { Talk } from '../smtp/talk.ts'
import { capture, createTestApp, startTestServer } from './http-fixture.ts'

const RULES = ['spf', 'dkim', 'dmarc']

describe('GET /messages/:id/checks/:name', () => {
  it('gives a score and findings that say what to do', async () => {
    const { app, store } = await createTestApp()
    const { id } = capture(store)
    const answer = await app.inject(`/api/v1/messages/${id}/checks/authentication`)
    expect(answer.statusCode).toBe(200)
    const { score, findings } = answer.json<CheckReport>()
    expect(score).toBe(0)
    expect(findings.map(({ rule }) => rule)).toEqual(RULES)
    expect(findings[0]).toEqual({
      rule: 'spf',
      severity: 'warning',
      result: 'none',
      subject: 'app.test',
      title: 'SPF: none',
      detail: expect.stringContaining('{"name":"app.test","type":"TXT","value":"v=spf1 ip4:127.0.0.1 -all"}'),
    })
  })

  it('checks the newest message, of those that match a query', async () => {
    const { app, store } = await createTestApp()
    capture(store, { raw: 'From: a@one.test\r\n\r\n', from: 'a@one.test' })
    capture(store, { raw: 'From: a@two.test\r\n\r\n', from: 'a@two.test' })
    const subject = async (query: string) => {
      const { findings } = (
        await app.inject(`/api/v1/messages/latest/checks/authentication${query}`)
      ).json<CheckReport>()
      return findings[0]!.subject
    }
    expect(await subject('')).toBe('two.test')
    expect(await subject('?query=from:@one.test')).toBe('one.test')
  })

  it.each(['nonsense', 'constructor', 'Authentication', '%20'])(
    'names the checks that there are where %s is none',
    async name => {
      const { app, store } = await createTestApp()
      capture(store)
      const answer = await app.inject(`/api/v1/messages/latest/checks/${name}`)
      expect(answer.json<Problem>()).toMatchObject({
        status: 404,
        code: 'no-such-check',
        detail: expect.stringContaining('authentication'),
      })
    },
  )

  it('does not know other messages', async () => {
    const { app } = await createTestApp()
    const answer = await app.inject('/api/v1/messages/x/checks/authentication')
    expect(answer.json<Problem>()).toMatchObject({ status: 404, code: 'not-found' })
  })

  it('does no more for clients that are gone', async () => {
    const { url, store, errors } = await startTestServer()
    const address = `${url}/api/v1/messages/${capture(store).id}/checks/authentication`
    const gone = new AbortController()
    const asked = Array.from({ length: 5 }, () => fetch(address, { signal: gone.signal }))
    gone.abort()
    for (const answer of asked) await expect(answer).rejects.toThrow('aborted')
    expect((await fetch(address)).status).toBe(200)
    expect(errors).toEqual([])
  })
})

describe('client.messages.check', () => {
  it('asks for a check, within the scope', async () => {
    const { url, store } = await startTestServer()
    capture(store, { to: ['bob@x.test'] })
    capture(store, { raw: 'From: x@other.test\r\n\r\n', from: 'x@other.test', to: ['eve@x.test'] })
    const { messages } = createClient({ baseUrl: url, scope: 'to:bob@x.test' })
    const { findings } = await messages.check('latest', 'authentication')
    expect(findings[0]!.subject).toBe('app.test')
    await expect(messages.check('latest', 'a/b')).rejects.toMatchObject({ code: 'no-such-check' })
  })
})

describe('the check of a message that came by SMTP', () => {
  it('finds nothing wrong once the world has the records', async () => {
    const box = await createSandbox()
    onTestFinished(() => box.close())
    const key = rsaKey()
    const transport = createTransport({
      host: '127.0.0.1',
      port: box.ports.smtp,
      ignoreTLS: true,
      dkim: { domainName: 'app.test', keySelector: 's1', privateKey: key.pem },
    })
    await transport.sendMail({ from: 'anna@app.test', to: 'bob@x.test', subject: 'Hello', text: 'Hello' })
    transport.close()
    const check = () => box.client.messages.check('latest', 'authentication')
    expect(await check()).toMatchObject({ score: 0 })
    await box.client.world.put({
      records: [
        { name: 'app.test', type: 'TXT', value: 'v=spf1 ip4:127.0.0.1 -all' },
        { name: 's1._domainkey.app.test', type: 'TXT', value: key.record },
        { name: '_dmarc.app.test', type: 'TXT', value: 'v=DMARC1; p=reject' },
      ],
    })
    expect(await check()).toMatchObject({
      score: 100,
      findings: RULES.map(rule => ({ rule, result: 'pass', severity: 'ok' })),
    })
  })

  it('judges the client for which another spoke by XCLIENT', async () => {
    const box = await createSandbox()
    onTestFinished(() => box.close())
    await box.client.world.put({
      submission: { xclient: ['127.0.0.0/8'] },
      records: [{ name: 'app.test', type: 'TXT', value: 'v=spf1 ip4:192.0.2.7 -all' }],
    })
    const socket = connect(box.ports.smtp, '127.0.0.1')
    onTestFinished(() => void socket.destroy())
    await once(socket, 'connect')
    const talk = await new Talk(socket).greet()
    expect(await talk.say('XCLIENT ADDR=192.0.2.7')).toMatch(/^220/)
    await talk.say('EHLO mail.app.test')
    expect(await talk.send('From: anna@app.test\r\n\r\nHello')).toMatch(/^250/)
    const { findings } = await box.client.messages.check('latest', 'authentication')
    expect(findings[0]).toMatchObject({ result: 'pass', detail: expect.stringContaining('192.0.2.7') })
  })

  it.each([
    [{ maxSignatures: 1 }, 'DKIM: 1 more signature left out'],
    [{ checkTimeout: 1 }, 'The check was given up'],
  ])('goes as far as %j lets it', async (options, title) => {
    const box = await createSandbox(options)
    onTestFinished(() => box.close())
    const signature = 'DKIM-Signature: v=1; a=rsa-sha256; d=app.test; s=s1; h=from; bh=AA; b=AA\r\n'
    await box.client.messages.inject(`${signature}${signature}From: anna@app.test\r\n\r\n`, {
      from: 'anna@app.test',
      to: ['bob@x.test'],
    })
    const { findings } = await box.client.messages.check('latest', 'authentication')
    expect(findings.map(finding => finding.title)).toContain(title)
  })

  it('does not blame the bounces that Facteur writes', async () => {
    const box = await createSandbox()
    onTestFinished(() => box.close())
    await box.client.messages.inject('From: anna@app.test\r\n\r\n', {
      from: 'anna@app.test',
      to: ['bob@x.test'],
    })
    const { id } = await box.client.messages.bounce('latest')
    const { score, findings } = await box.client.messages.check(id, 'authentication')
    expect(score).toBe(100)
    expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(['info']))
  })
})
