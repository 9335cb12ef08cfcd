import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parseFault } from '../../server/delivery/faults/parse-fault.ts'
import { createApp } from '../../server/http/app.ts'
import type { OpenApiDocument } from '../../server/http/openapi/openapi-document.ts'
import { capture, createGround, createTestApp } from './http-fixture.ts'

describe('GET /api/v1/info', () => {
  it('says what the sandbox is and holds', async () => {
    const { app, store } = await createTestApp({ instance: 'abc' })
    const { size } = capture(store)
    expect((await app.inject('/api/v1/info')).json()).toEqual({
      version: '1.2.3',
      instance: 'abc',
      ports: { smtp: 1025, http: 8025 },
      limits: { messages: 10_000 },
      counts: { messages: 1, bytes: store.bytes, accounts: 2, sessions: 0, listeners: 0 },
      uptime: expect.any(Number),
      cursor: store.feed.seq,
    })
    expect(store.bytes).toBeGreaterThanOrEqual(size)
  })
})

describe('probes and metrics', () => {
  it('say that all is well', async () => {
    const { app } = await createTestApp()
    expect((await app.inject('/livez')).payload).toBe('ok\n')
    expect((await app.inject('/readyz')).payload).toBe('ok\n')
  })

  it('count what happened since the start', async () => {
    const { app, store, sessions } = await createTestApp()
    capture(store)
    capture(store)
    sessions.open({
      id: 's',
      protocol: 'smtp',
      address: '127.0.0.1',
      port: 1,
      since: 0,
      user: null,
      tls: false,
    })
    const scrape = async () => (await app.inject('/metrics')).payload
    expect(await scrape()).toContain('facteur_messages 2')
    expect(await scrape()).toContain('facteur_events_total{type="message.captured"} 2')
    expect(await scrape()).toContain('facteur_sessions{protocol="smtp"} 1')
    expect((await app.inject('/metrics')).headers['content-type']).toContain('text/plain; version=0.0.4')
  })

  it('tell of the simulation: what is queued, how deliveries end, the faults', async () => {
    const { app, clock, faults } = await createTestApp()
    const scrape = async () => (await app.inject('/metrics')).payload
    expect(await scrape()).toContain('facteur_deliveries_total{outcome="bounced"} 0')
    clock.freeze(clock.now())
    faults.add(parseFault({ match: { stage: 'http:send' }, act: { reply: { code: 503 } }, uses: 1 }))
    const message = { from: 'anna@app.test', subject: 'x', text: 'x' }
    const to = ['a@down.test', 'b@down.test', 'c@bounce-later.test', 'd@complaint.test', 'e@plain.test']
    const request = { method: 'POST', url: '/api/v1/messages', payload: { ...message, to } } as const
    const answers = [await app.inject(request), await app.inject(request)]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([503, 201])
    const figures = await scrape()
    expect(figures).toContain('facteur_queued_deliveries 2')
    expect(figures).toContain('facteur_deliveries_total{outcome="bounced"} 1')
    expect(figures).toContain('facteur_deliveries_total{outcome="delivered"} 1')
    expect(figures).toContain('facteur_deliveries_total{outcome="dropped"} 0')
    expect(figures).toContain('facteur_faults_fired_total 1')
  })

  it('know of no queue as long as nothing was simulated', async () => {
    const ground = createGround()
    const { app, hub, waits } = await createApp(ground)
    onTestFinished(async () => {
      hub.close()
      waits.close()
      await app.close()
    })
    expect((await app.inject('/metrics')).payload).toContain('facteur_queued_deliveries 0')
  })

  it('are separate for every sandbox of a process', async () => {
    const one = await createTestApp()
    const other = await createTestApp()
    capture(one.store)
    expect((await one.app.inject('/metrics')).payload).toContain('facteur_messages 1')
    expect((await other.app.inject('/metrics')).payload).toContain('facteur_messages 0')
  })
})

describe('documentation', () => {
  it('describes every route of the API in OpenAPI 3.1', async () => {
    const { app } = await createTestApp()
    const document = (await app.inject('/api/v1/openapi.json')).json<OpenApiDocument>()
    expect(document.openapi).toBe('3.1.0')
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
    )
    expect(operations.sort()).toEqual([
      'DELETE /api/v1/accounts/{address}',
      'DELETE /api/v1/accounts/{address}/folders/{folder}',
      'DELETE /api/v1/accounts/{address}/folders/{folder}/entries',
      'DELETE /api/v1/accounts/{address}/folders/{folder}/entries/{uid}',
      'DELETE /api/v1/faults',
      'DELETE /api/v1/faults/{fault}',
      'DELETE /api/v1/messages',
      'DELETE /api/v1/messages/{id}',
      'GET /api/v1/accounts',
      'GET /api/v1/accounts/{address}',
      'GET /api/v1/accounts/{address}/folders',
      'GET /api/v1/accounts/{address}/folders/{folder}',
      'GET /api/v1/accounts/{address}/folders/{folder}/entries',
      'GET /api/v1/accounts/{address}/folders/{folder}/entries/{uid}',
      'GET /api/v1/accounts/{address}/folders/{folder}/entries/{uid}/raw',
      'GET /api/v1/clock',
      'GET /api/v1/events',
      'GET /api/v1/faults',
      'GET /api/v1/faults/{fault}',
      'GET /api/v1/info',
      'GET /api/v1/messages',
      'GET /api/v1/messages/wait',
      'GET /api/v1/messages/{id}',
      'GET /api/v1/messages/{id}/attachments/{n}',
      'GET /api/v1/messages/{id}/checks/{name}',
      'GET /api/v1/messages/{id}/headers',
      'GET /api/v1/messages/{id}/html',
      'GET /api/v1/messages/{id}/journey',
      'GET /api/v1/messages/{id}/parts/{path}',
      'GET /api/v1/messages/{id}/raw',
      'GET /api/v1/messages/{id}/structure',
      'GET /api/v1/messages/{id}/text',
      'GET /api/v1/messages/{id}/thread',
      'GET /api/v1/messages/{id}/transcript',
      'GET /api/v1/queue',
      'GET /api/v1/queue/{delivery}',
      'GET /api/v1/queue/{delivery}/attempts/{attempt}/transcript',
      'GET /api/v1/world',
      'GET /api/v1/world/ready-made',
      'GET /livez',
      'GET /metrics',
      'GET /readyz',
      'PATCH /api/v1/accounts/{address}/folders/{folder}',
      'PATCH /api/v1/accounts/{address}/folders/{folder}/entries',
      'PATCH /api/v1/accounts/{address}/folders/{folder}/entries/{uid}',
      'PATCH /api/v1/messages',
      'PATCH /api/v1/messages/{id}',
      'PATCH /api/v1/world',
      'POST /api/v1/accounts/{address}/folders',
      'POST /api/v1/accounts/{address}/folders/{folder}/entries/{uid}/copy',
      'POST /api/v1/accounts/{address}/folders/{folder}/entries/{uid}/move',
      'POST /api/v1/clock',
      'POST /api/v1/clock/advance',
      'POST /api/v1/faults',
      'POST /api/v1/messages',
      'POST /api/v1/messages/{id}/auto-reply',
      'POST /api/v1/messages/{id}/bounce',
      'POST /api/v1/messages/{id}/complain',
      'POST /api/v1/messages/{id}/forward',
      'POST /api/v1/messages/{id}/mark-read',
      'POST /api/v1/messages/{id}/reply',
      'POST /api/v1/queue/retry',
      'POST /api/v1/queue/{delivery}/giveup',
      'POST /api/v1/queue/{delivery}/hold',
      'POST /api/v1/queue/{delivery}/release',
      'POST /api/v1/queue/{delivery}/retry',
      'PUT /api/v1/accounts/{address}',
      'PUT /api/v1/world',
    ])
  })

  it('refers to nothing that is not there, and names every parameter of a path', async () => {
    const { app } = await createTestApp()
    const text = (await app.inject('/api/v1/openapi.json')).payload
    const document = JSON.parse(text) as OpenApiDocument
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      expect(document.components.schemas).toHaveProperty(name ?? '')
    }
    const ids = new Set<string>()
    for (const [path, methods] of Object.entries(document.paths)) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      for (const operation of Object.values(methods)) {
        const described = (operation.parameters ?? []).filter(({ in: place }) => place === 'path')
        expect(new Set(described.map(({ name }) => name))).toEqual(new Set(named))
        expect(ids.has(operation.operationId)).toBe(false)
        ids.add(operation.operationId)
      }
    }
  })

  it('shows every operation of the API on its page', async () => {
    const { app } = await createTestApp()
    const page = (await app.inject({ url: '/api/docs', headers: { host: 'localhost' } })).payload
    const { paths } = (await app.inject('/api/v1/openapi.json')).json<OpenApiDocument>()
    const operations = Object.values(paths).flatMap(methods => Object.values(methods))
    const missing = operations.filter(({ operationId }) => !page.includes(`<section id="${operationId}">`))
    expect(missing.map(({ operationId }) => operationId)).toEqual([])
  })

  it('is there as one page without scripts', async () => {
    const { app } = await createTestApp()
    const response = await app.inject({ url: '/api/docs', headers: { host: 'localhost:8025' } })
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(response.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/)
    expect(response.payload).not.toMatch(/<script|<link|@import|\son\w+=|style="/)
    expect(response.payload).toContain(
      `curl 'http://localhost:8025/api/v1/messages?query=to:bob@x.test&amp;limit=10'`,
    )
    expect(response.payload).toContain('id="not-found"')
    expect(response.payload).toContain(`-d '{"to":"carol@y.test","text":"See below"}'`)
    expect(response.payload).not.toContain(`-d '{}'`)
  })
})

/** A folder as Vite builds it, with a file beside it that is nobody's business. */
async function builtInbox(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'facteur-web-'))
  onTestFinished(() => rm(root, { recursive: true }))
  await mkdir(join(root, 'assets'))
  await writeFile(join(root, 'index.html'), '<!doctype html><title>Inbox</title>')
  await writeFile(join(root, 'icon.svg'), '<svg/>')
  await writeFile(join(root, 'assets', 'index-B7PI925R.js'), 'export {}')
  await writeFile(`${root}.txt`, 'outside')
  onTestFinished(() => rm(`${root}.txt`))
  return root
}

describe('the inbox', () => {
  it.each(['/', '/index.html', '/all/01K/html?q=a', '/accounts/bob@x.test/INBOX', '/accounts/a%2Fb/x.y'])(
    'is one page at %s',
    async url => {
      const { app } = await createTestApp({ webRoot: await builtInbox() })
      const response = await app.inject({ url, headers: { accept: 'text/html,*/*' } })
      expect(response.payload).toContain('<title>Inbox</title>')
      expect(response.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'private, no-cache',
        'cross-origin-opener-policy': 'same-origin',
        'x-dns-prefetch-control': 'off',
      })
      expect(response.headers['content-security-policy']).toContain("script-src 'self';")
      const headers = { 'if-none-match': String(response.headers.etag) }
      const again = await app.inject({ url, headers })
      expect(again.statusCode).toBe(304)
      // A browser takes the policies of a 304 for the page it has kept.
      for (const name of ['content-security-policy', 'cross-origin-opener-policy']) {
        expect(again.headers[name]).toBe(response.headers[name])
      }
    },
  )

  it('has files, of which those with a hash in their name are kept for ever', async () => {
    const { app } = await createTestApp({ webRoot: await builtInbox() })
    const script = await app.inject('/assets/index-B7PI925R.js')
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'private, max-age=31536000, immutable',
    })
    const icon = await app.inject('/icon.svg')
    expect(icon.headers).toMatchObject({
      'content-type': 'image/svg+xml',
      'cache-control': 'private, no-cache',
    })
  })

  it('lets nothing outside its folder be read', async () => {
    const root = await builtInbox()
    const { app } = await createTestApp({ webRoot: root })
    const name = root.split('/').at(-1)
    for (const path of [
      `/../${name}.txt`,
      `/%2e%2e/${name}.txt`,
      `/..%2f${name}.txt`,
      `/assets/..%5c..%5c${name}.txt`,
    ]) {
      const response = await app.inject({ url: path, headers: { accept: '*/*' } })
      expect(response.payload).not.toContain('outside')
    }
  })

  it('is no answer for who asks for data', async () => {
    const { app } = await createTestApp({ webRoot: await builtInbox() })
    const response = await app.inject({ url: '/none', headers: { accept: 'application/json' } })
    expect(response.json()).toMatchObject({ code: 'not-found' })
  })

  it('says how to build it when it is not built, and is there once it is', async () => {
    const root = await builtInbox()
    await rm(root, { recursive: true })
    const { app } = await createTestApp({ webRoot: root })
    const missing = await app.inject('/')
    expect(missing.statusCode).toBe(503)
    expect(missing.payload).toContain('npm run build:web')
    await mkdir(root)
    await writeFile(join(root, 'index.html'), '<title>Built</title>')
    expect((await app.inject('/')).payload).toContain('Built')
  })
})
