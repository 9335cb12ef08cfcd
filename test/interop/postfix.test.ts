import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createSandbox, type Sandbox } from '../../server/sandbox.ts'
import { needRoot, PostfixRelay } from './postfix-relay.ts'

/** Where Facteur listens; an address of this machine alone, whose port 53 nobody else has. */
const HERE = '127.0.0.25'
/** Where nobody listens. */
const NOWHERE = '127.0.0.26'

const WORLD = {
  domains: {
    // The sender's: bounces find their way back.
    'app.test': { local: true, mx: ['10 mx.shop.test'] },
    'shop.test': { local: true, mx: ['20 mx2.shop.test', '10 mx.shop.test'] },
    'half.test': { local: true, mx: ['20 mx.shop.test', '10 down.half.test'] },
    'host.test': { local: true, addresses: [HERE] },
    'null.test': { mx: 'none' },
    'broken.test': { dns: 'servfail' },
  },
  hosts: {
    'mx.shop.test': { addresses: [HERE] },
    'mx2.shop.test': { addresses: [NOWHERE] },
    'down.half.test': { addresses: [NOWHERE] },
    'mx.greylist.test': { addresses: [HERE], greylist: '5m' },
  },
}

const MAIL = 'From: bob@app.test\nTo: anna@shop.test\nSubject: On its way\n\nBy way of Postfix.\n'

let box: Sandbox
let postfix: PostfixRelay
beforeAll(async () => {
  needRoot()
  box = await createSandbox({ host: [HERE], dnsPort: 53 })
  postfix = await PostfixRelay.start({ nameServer: HERE, smtpPort: box.ports.smtp })
  const headers = { 'content-type': 'application/json' }
  const world = await fetch(`${box.url}/api/v1/world`, {
    method: 'PUT',
    headers,
    body: JSON.stringify(WORLD),
  })
  expect(world.status).toBe(200)
})
afterAll(async () => {
  await postfix?.stop()
  await box?.close()
})

/** The only message for an address, once it is there. */
async function arrival(address: string) {
  const { items } = await box.client.messages.wait(`rcpt:${address}`, { timeout: '20s' })
  const [message] = items
  if (message === undefined) throw new Error(`nothing came for ${address}`)
  return { message, mail: await simpleParser(Buffer.from(await box.client.messages.raw(message.id))) }
}

describe('a real mail server that asks the DNS of the world', () => {
  it('sends to the preferred mail exchange, and puts its line upon the mail', async () => {
    await postfix.submit('bob@app.test', 'anna@shop.test', MAIL)
    const { message, mail } = await arrival('anna@shop.test')
    expect(message.envelope.from).toBe('bob@app.test')
    expect(message.session.ehlo).toBe('relay.app.test')
    expect(mail.headerLines.map(({ line }) => line).join('\n')).toMatch(
      /^Received: by relay\.app\.test \(Postfix/m,
    )
    expect(postfix.log).not.toContain('mx2.shop.test')
  })

  it.each([
    ['takes the next one where the preferred refuses the connection', 'eva@half.test', 'relay=mx.shop.test'],
    ['goes to the address of a domain without any', 'eva@host.test', 'relay=host.test'],
  ])('%s', async (_what, address, host) => {
    await postfix.submit('bob@app.test', address, MAIL)
    await arrival(address)
    await vi.waitFor(() => expect(logOf(address)).toContain(host), 10_000)
    expect(logOf(address)).toContain('status=sent')
  })

  it('bounces mail for a domain that takes none, or does not exist', async () => {
    for (const [sender, address, reason] of [
      ['one@app.test', 'eva@null.test', /null\.test does not accept mail \(nullMX\)/],
      ['two@app.test', 'eva@nowhere.test', /Host not found/],
    ] as const) {
      await postfix.submit(sender, address, MAIL)
      const { message, mail } = await arrival(sender)
      expect(message.envelope.from).toBe('')
      expect(mail.text?.replaceAll(/\s+/g, ' ')).toMatch(reason)
    }
  })

  it('keeps mail for a domain whose DNS fails', async () => {
    await postfix.submit('bob@app.test', 'eva@broken.test', MAIL)
    await vi.waitFor(
      async () => expect(await postfix.delayOf('eva@broken.test')).toMatch(/Host not found, try again/),
      10_000,
    )
  })

  it('keeps greylisted mail, and gets rid of it when the time is over', async () => {
    await postfix.submit('bob@app.test', 'anna@greylist.test', MAIL)
    await vi.waitFor(
      async () => expect(await postfix.delayOf('anna@greylist.test')).toContain('451 4.7.1'),
      10_000,
    )
    box.clock.advance(5 * 60_000)
    await postfix.flush()
    await arrival('anna@greylist.test')
  })
})

/** The lines of the log that tell of an address. */
function logOf(address: string): string {
  return postfix.log
    .split('\n')
    .filter(line => line.includes(`to=<${address}>`))
    .join('\n')
}
