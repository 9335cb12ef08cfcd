import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandbox, type Sandbox } from '../../server/sandbox.ts'
import { runNode } from './run-node.ts'

const PROJECT = join(import.meta.dirname, 'playwright-project')
const PLAYWRIGHT = createRequire(import.meta.url).resolve('@playwright/test/cli')

interface Suite {
  readonly suites?: readonly Suite[]
  readonly specs: readonly {
    readonly title: string
    readonly tests: readonly { readonly results: readonly Result[] }[]
  }[]
}

interface Result {
  readonly status: string
  readonly errors: readonly { readonly message: string }[]
  readonly attachments: readonly {
    readonly name: string
    readonly contentType: string
    readonly body?: string
  }[]
}

let sandbox: Sandbox
let folder: string

beforeAll(async () => {
  sandbox = await createSandbox()
  folder = mkdtempSync(join(tmpdir(), 'facteur-playwright-'))
})
afterAll(async () => {
  await sandbox.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Runs Playwright's own runner on the project, or on its tests with a title; gives each result. */
async function runPlaywright({ url = sandbox.url, title = '' } = {}): Promise<Map<string, Result>> {
  const env = { FACTEUR_URL: url, PLAYWRIGHT_OUTPUT: folder }
  const { output, errors } = await runNode([PLAYWRIGHT, 'test', '--grep', title], { cwd: PROJECT, env })
  expect(output, errors).toMatch(/^\{/)
  return new Map(resultsOf(JSON.parse(output) as Suite))
}

function resultsOf({ suites = [], specs = [] }: Partial<Suite>): [string, Result][] {
  const own = specs.map(({ title, tests }): [string, Result] => [title, tests[0]!.results[0]!])
  return [...own, ...suites.flatMap(resultsOf)]
}

function failureOf(results: Map<string, Result>, title: string): string {
  return (
    results
      .get(title)
      ?.errors.map(({ message }) => message)
      .join('\n') ?? ''
  )
}

describe('with the real test runner of Playwright', () => {
  let results: Map<string, Result>
  beforeAll(async () => {
    await sandbox.client.messages.inject({
      from: 'a@app.test',
      to: 'b@x.test',
      subject: 'Welcome',
      text: 'Mine',
    })
    results = await runPlaywright()
  }, 90_000)

  it('tests wait for mail of their own, in several workers on one server, and delete no other', async () => {
    const passed = [...results.values()].filter(({ status }) => status === 'passed')
    expect(passed).toHaveLength(6)
    expect((await sandbox.client.messages.list()).items.map(({ preview }) => preview)).toEqual(['Mine'])
  })

  it('failing tests say what came instead, and leave the mail in the report', () => {
    expect(results.size).toBe(6 + 4)
    expect(failureOf(results, 'no message')).toMatch(
      /No message came within 300 ms for subject:Welcome.*\nWhat came nearest:\n {2}'Welcom' from shop@app\.test to anna@no-message-x\w{12}\.test.*\n {4}- subject: 'Welcom' does not contain 'Welcome'/,
    )
    expect(failureOf(results, 'a wait that is longer than the test')).toMatch(
      /No message came within [\d.]+ m?s for subject:Welcome/,
    )
    expect(failureOf(results, 'a message that should not be')).toMatch(
      /A message came that should not, for subject:Welcome.*\n {2}'Welcome' from shop@app\.test/,
    )
    expect(failureOf(results, 'another code')).toMatch(
      /does not have a code that is '111111'\. It has:\n {2}481920 in 'Your code is 481920\.'/,
    )
    const [attached] = results.get('another code')!.attachments
    expect(attached).toMatchObject({
      name: expect.stringMatching(/^01\w{24}\.eml$/),
      contentType: 'message/rfc822',
    })
    expect(Buffer.from(attached!.body!, 'base64').toString()).toContain('Subject: Your code\r\n')
  })

  it('a server that is not there is told of', { timeout: 90_000 }, async () => {
    const elsewhere = await createSandbox()
    await elsewhere.close()
    const url = elsewhere.client.baseUrl
    const title = 'sees nothing of the mail of other tests'
    expect(failureOf(await runPlaywright({ url, title }), title)).toContain(
      `Facteur does not answer at ${url} (ECONNREFUSED). Is it running there?`,
    )
  })
})
