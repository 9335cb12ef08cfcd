import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandbox, type Sandbox } from '../../server/sandbox.ts'
import { runProgram } from '../interop/run-program.ts'
import { InstalledProject } from '../testing/installed-project.ts'

/** Only this test wants Jest and the hundreds of packages below it, so it is fetched for it. */
const JEST = 'jest@30.5.2'

const project = new InstalledProject()
const runner = mkdtempSync(join(tmpdir(), 'facteur-jest-'))
let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await createSandbox()
  writeFileSync(join(runner, 'package.json'), '{"private":true}')
  const quiet = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund']
  await Promise.all([runProgram('npm', ['install', ...quiet, JEST], { cwd: runner }), project.install()])
  for (const name of ['jest.test.mjs', 'application.mjs']) {
    project.write(name, readFileSync(join(import.meta.dirname, name), 'utf8'))
  }
}, 300_000)
afterAll(async () => {
  project.remove()
  rmSync(runner, { recursive: true, force: true })
  await sandbox.close()
})

function jest(env: Readonly<Record<string, string>>) {
  const config = { testMatch: ['**/jest.test.mjs'], transform: {}, rootDir: project.folder }
  const program = join(runner, 'node_modules/jest/bin/jest.js')
  return project.run(['--experimental-vm-modules', program, '--config', JSON.stringify(config)], env)
}

describe('the recipe for Jest', () => {
  it.each([
    ['a sandbox of its own', () => ({})],
    ['a server', () => ({ FACTEUR_URL: sandbox.url })],
  ])('passes, with %s', async (_with, env) => {
    const { status, output, errors } = await jest(env())
    expect(status, output + errors).toBe(0)
    expect(errors).toContain('1 passed')
    expect((await sandbox.client.messages.list()).total).toBe(0)
  })

  it('fails with what came instead', async () => {
    const { status, errors } = await jest({ SUBJECT: 'Welcom' })
    expect(status).toBe(1)
    expect(errors).toContain("- subject: 'Welcom' does not contain 'Welcome'")
  })
})
