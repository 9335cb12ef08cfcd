import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandbox, type Sandbox } from '../../server/sandbox.ts'
import { InstalledProject } from '../testing/installed-project.ts'

const project = new InstalledProject()
let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await createSandbox()
  await project.install()
  for (const name of ['node-test.mjs', 'application.mjs']) {
    project.write(name, readFileSync(join(import.meta.dirname, name), 'utf8'))
  }
}, 60_000)
afterAll(async () => {
  project.remove()
  await sandbox.close()
})

describe('the recipe for node:test', () => {
  it.each([
    ['a sandbox of its own', () => ({})],
    ['a server', () => ({ FACTEUR_URL: sandbox.url })],
  ])('passes, with %s', { timeout: 30_000 }, async (_with, env) => {
    const { status, output } = await project.run(['--test', 'node-test.mjs'], env())
    expect(status, output).toBe(0)
    expect((await sandbox.client.messages.list()).total).toBe(0)
  })

  it('fails with what came instead', { timeout: 30_000 }, async () => {
    const { status, output } = await project.run(['--test', 'node-test.mjs'], { SUBJECT: 'Welcom' })
    expect(status).toBe(1)
    expect(output).toMatch(/No message came within 2 s for subject:Welcome, in the scope rcpt:x\w{12} OR/)
    expect(output).toContain("- subject: 'Welcom' does not contain 'Welcome'")
  })
})
