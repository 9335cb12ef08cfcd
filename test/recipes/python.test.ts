import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandbox, type Sandbox } from '../../server/sandbox.ts'
import { runProgram } from '../interop/run-program.ts'

const RECIPE = join(import.meta.dirname, 'recipe.py')
let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await createSandbox()
})
afterAll(() => sandbox.close())

describe('the recipe for Python', { timeout: 30_000 }, () => {
  it('passes, and deletes its own mail only', async () => {
    await sandbox.client.messages.inject({ from: 'a@app.test', to: 'b@x.test', subject: 'Welcome' })
    await runProgram('python3', [RECIPE], { env: { FACTEUR_URL: sandbox.url } })
    expect((await sandbox.client.messages.list()).items).toMatchObject([{ envelope: { to: ['b@x.test'] } }])
  })

  it('fails with what came instead', async () => {
    const run = runProgram('python3', [RECIPE], { env: { FACTEUR_URL: sandbox.url, SUBJECT: 'Welcom' } })
    await expect(run).rejects.toThrow(
      /AssertionError: No message within 2s .*'Welcom' does not contain 'Welcome'/s,
    )
  })
})
