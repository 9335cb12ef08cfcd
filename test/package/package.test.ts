import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tls from 'node:tls'
import { createTransport } from 'nodemailer'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { runProgram } from '../interop/run-program.ts'

const ROOT = join(import.meta.dirname, '../..')
/** The oldest Node that the package promises to run on, from npm's own `node` package. */
const OLDEST_NODE = ['--yes', '--package', 'node@22', 'node']

let folder: string
let child: ChildProcess | undefined

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'facteur-package-'))
  await npm(ROOT, 'run', '--silent', 'build')
  await npm(ROOT, 'pack', '--ignore-scripts', '--silent', '--pack-destination', folder)
  const tarball = readdirSync(folder).find(name => name.endsWith('.tgz'))
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  await npm(folder, 'install', '--no-audit', '--no-fund', `./${tarball}`)
}, 240_000)

afterEach(async () => {
  if (child?.pid === undefined) return
  const closed = once(child, 'close')
  // npx runs it through a shell: the whole group has to go.
  process.kill(-child.pid)
  await closed
  child = undefined
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the package, installed elsewhere', () => {
  it('brings no development dependency and no source', () => {
    const installed = readdirSync(join(folder, 'node_modules'))
    expect(installed).toContain('fastify')
    for (const name of ['vite', 'vitest', 'typescript', 'lit', 'node']) expect(installed).not.toContain(name)
    expect(readdirSync(join(folder, 'node_modules/facteur')).toSorted()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist',
      'package.json',
      'web',
    ])
  })

  it.each([
    ['npx facteur', ['facteur']],
    ['Node 22', [...OLDEST_NODE, 'node_modules/facteur/dist/main.js']],
  ])(
    'runs with %s: takes mail, shows it, serves the inbox',
    async (_how, command) => {
      const { url, ports } = await start(command)
      const transport = createTransport({ host: '127.0.0.1', port: ports.smtp, ignoreTLS: true })
      await transport.sendMail({ from: 'a@app.test', to: 'b@example.test', subject: 'Packed', text: 'Hello' })
      transport.close()
      const list = await (await fetch(new URL('/api/v1/messages', url))).json()
      expect(list).toMatchObject({ total: 1, items: [{ subject: 'Packed' }] })
      const html = await (await fetch(new URL('/api/v1/messages/latest', url))).json()
      expect(html).toMatchObject({ text: expect.stringContaining('Hello') })
      const inbox = await fetch(url, { headers: { accept: 'text/html' } })
      expect(inbox.status).toBe(200)
      expect(await inbox.text()).toContain('<title>Facteur')
    },
    120_000,
  )

  it('makes a certificate, with what its dependencies bring when nothing locks them', async () => {
    const securePorts = ['smtps', 'https', 'pop3s', 'imaps'].flatMap(name => [`--${name}-port`, '0'])
    const { ports } = await start(['facteur', '--tls', '--state-dir', folder, ...securePorts])
    const ca = readFileSync(join(folder, 'facteur-cert.pem'))
    const socket = tls.connect({ port: ports.imaps, host: '127.0.0.1', servername: 'localhost', ca })
    const [greeting] = (await once(socket, 'data')) as [Buffer]
    expect(greeting.toString()).toMatch(/^\* OK /)
    socket.destroy()
  }, 120_000)

  it('has types for both of its entries', async () => {
    writeFileSync(join(folder, 'use.ts'), TYPED_USE)
    const settings = ['--strict', '--noEmit', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2023']
    const types = ['--typeRoots', join(ROOT, 'node_modules/@types'), '--types', 'node']
    await runProgram(join(ROOT, 'node_modules/.bin/tsc'), [...settings, ...types, 'use.ts'], { cwd: folder })
  })

  it('is a library: sandbox and client, on Node 22', async () => {
    writeFileSync(join(folder, 'use.js'), LIBRARY_USE)
    const output = await runProgram('npx', [...OLDEST_NODE, 'use.js'], { cwd: folder })
    expect(output.trim()).toBe('In process')
  }, 120_000)
})

const TYPED_USE = `
import { createSandbox } from 'facteur'
import { createClient } from 'facteur/client'
const box = await createSandbox({ maxMessages: 10 })
const port: number = box.ports.smtp
const { items } = await createClient({ baseUrl: box.url }).messages.list({ query: \`larger:\${port}\` })
const subject: string | undefined = items[0]?.subject
// @ts-expect-error -- a port is no text, which shows that the types are there
const text: string = box.ports.smtp
// @ts-expect-error -- and so is a subject no number
const number: number = items[0]?.subject
export { subject, text, number }
`

const LIBRARY_USE = `
import { createSandbox } from 'facteur'
import { createClient } from 'facteur/client'
const box = await createSandbox()
const client = createClient({ baseUrl: box.url })
await client.messages.inject({ from: 'a@app.test', to: ['b@example.test'], subject: 'In process', text: 'Hi' })
const { items } = await box.client.messages.list()
console.log(items[0].subject)
await box.close()
`

type Ports = Readonly<Record<'smtp' | 'imaps', number>>

function npm(cwd: string, ...args: string[]): Promise<string> {
  return runProgram('npm', args, { cwd })
}

/** Starts Facteur in the folder it was installed to, on free ports, and waits until it prints its addresses. */
async function start(command: readonly string[]): Promise<{ url: string; ports: Ports }> {
  const options = ['smtp', 'http', 'pop3', 'imap'].flatMap(name => [`--${name}-port`, '0'])
  child = spawn('npx', [...command, ...options], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  for await (const text of child.stdout?.setEncoding('utf8') ?? []) {
    printed += text
    const url = /https?:\/\/\S+(?=\s*$)/.exec(printed)
    if (url === null) continue
    const info = await fetch(new URL('/api/v1/info', url[0]))
    return { url: url[0], ports: ((await info.json()) as { ports: Ports }).ports }
  }
  throw new Error(`Facteur ended before it printed its addresses:\n${printed}`)
}
