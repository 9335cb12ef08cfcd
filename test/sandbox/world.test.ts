import { Resolver } from 'node:dns/promises'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ConfigError } from '../../server/config.ts'
import { createSandbox, type Options, type Sandbox } from '../../server/sandbox.ts'

const WORLD = 'domains:\n  partner.test: { mx: [10 mx1.partner.test] }\n'

async function start(options: Partial<Options>): Promise<Sandbox> {
  const sandbox = await createSandbox(options)
  onTestFinished(() => sandbox.close())
  return sandbox
}

function worldFile(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'facteur-world-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'world.yaml')
  writeFileSync(file, text)
  return file
}

describe('--world', () => {
  it('begins with the world of a file, and a reset comes back to it', async () => {
    const box = await start({ world: worldFile(WORLD) })
    await box.client.world.put({})
    box.reset()
    expect(await box.client.world.get()).toEqual({
      domains: { 'partner.test': { mx: ['10 mx1.partner.test'] } },
    })
  })

  it.each([
    [
      'a wrong value',
      'domains: { partner.test: { mx: [first] } }',
      /^--world: in .+world\.yaml, \/domains\/partner\.test\/mx\/0 /,
    ],
    ['no YAML', '{', /^--world: .+world\.yaml cannot be read: /],
  ])('of a file with %s is refused, with its place', async (_what, text, message) => {
    const starting = createSandbox({ world: worldFile(text) })
    await expect(starting).rejects.toThrow(ConfigError)
    await expect(starting).rejects.toThrow(message)
  })
})

describe('--dns-port', () => {
  it('opens the DNS of the world, which its port is told of', async () => {
    const box = await start({ world: worldFile(WORLD), dnsPort: 0 })
    const resolver = new Resolver({ timeout: 5000, tries: 1 })
    resolver.setServers([`127.0.0.1:${box.ports['dns']}`])
    expect(await resolver.resolveMx('partner.test')).toMatchObject([
      { exchange: 'mx1.partner.test', priority: 10 },
    ])
    expect((await box.client.info()).ports['dns']).toBe(box.ports['dns'])
  })

  it('counts its answers in the figures for Prometheus', async () => {
    const box = await start({ world: worldFile(WORLD), dnsPort: 0 })
    const resolver = new Resolver({ timeout: 5000, tries: 1 })
    resolver.setServers([`127.0.0.1:${box.ports['dns']}`])
    await resolver.resolveMx('partner.test')
    await resolver.resolveMx('partner.test')
    await expect(resolver.resolveMx('nowhere.test')).rejects.toMatchObject({ code: 'ENOTFOUND' })
    const figures = await (await fetch(`${box.url}/metrics`)).text()
    expect(figures).toContain('facteur_dns_queries_total{rcode="NOERROR"} 2')
    expect(figures).toContain('facteur_dns_queries_total{rcode="NXDOMAIN"} 1')
  })

  it('is closed without it', async () => {
    const box = await start({})
    expect(box.ports).not.toHaveProperty('dns')
    expect(await (await fetch(`${box.url}/metrics`)).text()).not.toContain('facteur_dns')
  })
})

describe('--ready-made', () => {
  it.each([
    ['on', 'anna@unknown.test', 422],
    ['off', 'anna@unknown.test', 201],
    ['on', 'anna+unknown@x.test', 201],
    ['plus', 'anna+unknown@x.test', 422],
  ] as const)('%s: a message to %s is answered %s', async (readyMade, to, status) => {
    const box = await start({ readyMade })
    const response = await fetch(`${box.url}/api/v1/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ from: 'a@app.test', to, text: 'Hello' }),
    })
    expect(response.status).toBe(status)
  })
})
