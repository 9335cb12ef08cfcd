import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { FacteurError } from '../../server/client/client.ts'
import { createSandbox, type Sandbox } from '../../server/sandbox.ts'
import { openFacteur, type Facteur, type FacteurOptions } from '../../server/testing/facteur.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

async function open(options?: FacteurOptions): Promise<Facteur> {
  const facteur = await openFacteur(options)
  onTestFinished(() => facteur.close())
  return facteur
}

async function startSandbox(options?: Parameters<typeof createSandbox>[0]): Promise<Sandbox> {
  const sandbox = await createSandbox(options)
  onTestFinished(() => sandbox.close())
  return sandbox
}

const MESSAGE = { from: 'a@app.test', subject: 'Hello', text: 'Text' }

describe('without a server that is named', () => {
  it('starts a sandbox in this process, with the options given, and ends it', async () => {
    vi.stubEnv('FACTEUR_URL', '')
    const facteur = await openFacteur({ sandbox: { maxMessages: 7, httpUser: ['anna:secret'] } })
    expect(facteur.sandbox?.url).toBe(facteur.url)
    expect(facteur.smtp).toEqual({ host: 'localhost', port: facteur.sandbox?.ports.smtp })
    expect((await facteur.client.info()).limits['messages']).toBe(7)
    const mail = facteur.openMail()
    await mail.messages.inject({ ...MESSAGE, to: mail.address() })
    expect(await mail.waitForMessage()).toMatchObject({ subject: 'Hello' })
    await facteur[Symbol.asyncDispose]()
    await expect(facteur.client.info()).rejects.toMatchObject({ code: 'unreachable' })
  })
})

describe('with a server that is named', () => {
  it.each(['by FACTEUR_URL', 'by its option'])('connects to it %s, and does not end it', async how => {
    const { url, ports, client } = await startSandbox()
    vi.stubEnv('FACTEUR_URL', how === 'by FACTEUR_URL' ? url : 'http://localhost:1')
    const facteur = await openFacteur(how === 'by its option' ? { url: `${url}/` } : {})
    expect(facteur).toMatchObject({ url, sandbox: null, smtp: { host: 'localhost', port: ports.smtp } })
    await facteur.close()
    await client.info()
  })

  it.each([
    ['in the URL', (url: string) => ({ url: url.replace('//', '//anna:p%40ss@') }), ''],
    ['as an option', (url: string) => ({ url, httpUser: 'anna:p@ss' }), ''],
    ['in the environment', (url: string) => ({ url }), 'anna:p@ss,bob:x'],
  ])('logs in, with a user %s', async (_where, options, environment) => {
    const { url } = await startSandbox({ httpUser: ['anna:p@ss'] })
    vi.stubEnv('FACTEUR_HTTP_USER', environment)
    const facteur = await open(options(url))
    expect(facteur.url).toBe(url)
    await facteur.openMail().messages.list()
  })

  it('says so when nobody is there, and where the address came from', async () => {
    const { url, close } = await createSandbox().then(box => ({ url: box.url, close: () => box.close() }))
    await close()
    vi.stubEnv('FACTEUR_URL', url)
    const error = await openFacteur().catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(FacteurError)
    expect(error).toMatchObject({ code: 'unreachable', status: 0 })
    expect((error as Error).message).toBe(
      `Facteur does not answer at ${url} (ECONNREFUSED). Is it running there? \`npx facteur\` starts it. ` +
        'FACTEUR_URL names this address; without it, each worker starts a Facteur of its own.',
    )
    await expect(openFacteur({ url })).rejects.toThrow('The option `url` names this address')
  })

  it('says so when something else is there', async () => {
    const server = createServer((_, response) => response.end('<h1>Hello')).listen(0, 'localhost')
    onTestFinished(() => void server.close())
    await new Promise(resolve => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    await expect(openFacteur({ url: `http://localhost:${port}` })).rejects.toThrow(
      /What answers .* is no Facteur/,
    )
  })

  it('says so when a login is missing', async () => {
    const { url } = await startSandbox({ httpUser: ['anna:secret'] })
    vi.stubEnv('FACTEUR_HTTP_USER', '')
    await expect(openFacteur({ url })).rejects.toMatchObject({
      status: 401,
      message: expect.stringContaining('FACTEUR_HTTP_USER takes name:password.'),
    })
  })
})
