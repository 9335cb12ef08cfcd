import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandbox, type Sandbox } from '../../server/sandbox.ts'
import { runNode } from './run-node.ts'

const PROJECT = join(import.meta.dirname, 'vitest-project')
const VITEST = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs')

interface Report {
  readonly testResults: readonly {
    /** Path of the file. */
    readonly name: string
    readonly assertionResults: readonly {
      readonly title: string
      readonly status: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

/** Results of the tests in the files whose names begin so. */
function resultsOf({ testResults }: Report, files: string) {
  return testResults
    .filter(({ name }) => basename(name).startsWith(files))
    .flatMap(file => file.assertionResults)
}

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'facteur-vitest-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs Vitest itself on the files of the project whose names begin so, with options among them. */
async function runVitest(args: readonly string[], env: Record<string, string> = {}): Promise<Report> {
  const file = join(folder, 'report.json')
  const { output, errors } = await runNode([VITEST, 'run', ...args, '--outputFile', file], {
    cwd: PROJECT,
    env,
  })
  expect(existsSync(file), output + errors).toBe(true)
  return JSON.parse(readFileSync(file, 'utf8')) as Report
}

/** Why each test in these files failed, by its title. */
function failures(report: Report, files: string): Record<string, string> {
  return Object.fromEntries(
    resultsOf(report, files)
      .filter(test => test.failureMessages.length > 0)
      .map(test => [test.title, test.failureMessages.join('\n')]),
  )
}

describe('with the real Vitest', () => {
  let report: Report
  beforeAll(async () => {
    // One after the other: tests that run out of time have half a second to say why.
    report = await runVitest(['passing', 'failing', '--maxWorkers=1'])
  }, 60_000)

  it('tests wait for mail, look at it and compare snapshots', () => {
    expect(failures(report, 'passing')).toEqual({})
    expect(resultsOf(report, 'passing')).toHaveLength(8)
  })

  it('failing tests say what came instead', () => {
    expect(resultsOf(report, 'failing')).toHaveLength(6)
    expect(failures(report, 'failing')).toEqual({
      'no message': expect.stringMatching(
        /No message came within 300 ms for subject:Welcome.*\nWhat came nearest:\n {2}'Welcom' from shop@app\.test to anna@no-message-x\w{12}\.test.*\n {4}- subject: 'Welcom' does not contain 'Welcome'/,
      ),
      'a wait that is longer than the test': expect.stringMatching(
        /No message came within [\d.]+ m?s for subject:Welcome/,
      ),
      'an expectation without a time of its own': expect.stringMatching(
        /No message came within [\d.]+ m?s for any query/,
      ),
      'a message that should not be': expect.stringMatching(
        /A message came that should not, for subject:Welcome.*\n {2}'Welcome' from shop@app\.test/,
      ),
      'another code': expect.stringMatching(
        /does not have a code that is '111111'\. It has:\n {2}481920 in 'Your code is 481920\.'/,
      ),
      'no await': expect.stringContaining('This is a promise: put `await` before what gives the message.'),
    })
  })
})

describe('with the real Vitest and one server for all workers', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await createSandbox()
  })
  afterAll(() => sandbox.close())

  it('tests see and delete their own mail only', { timeout: 60_000 }, async () => {
    await sandbox.client.messages.inject({
      from: 'a@app.test',
      to: 'b@x.test',
      subject: 'Welcome',
      text: 'Mine',
    })
    let captured = 0
    sandbox.store.feed.subscribe(({ type }) => {
      if (type === 'message.captured') captured++
    })
    const report = await runVitest(['parallel'], { FACTEUR_URL: sandbox.url })
    expect(failures(report, 'parallel')).toEqual({})
    expect(resultsOf(report, 'parallel')).toHaveLength(15)
    const { items } = await sandbox.client.messages.list()
    expect(items.map(({ preview }) => preview)).toEqual(['Mine'])
    // All of it went through this server: three mails of each of the twelve tests.
    expect(captured).toBe(12 * 3)
  })

  it('a server that is not there is told of', { timeout: 60_000 }, async () => {
    const elsewhere = await createSandbox()
    await elsewhere.close()
    const url = elsewhere.client.baseUrl
    const report = await runVitest(['parallel-1'], { FACTEUR_URL: url })
    expect(resultsOf(report, 'parallel').map(({ status }) => status)).toEqual(Array(5).fill('failed'))
    expect(failures(report, 'parallel')['has no sandbox of its own']).toContain(
      `Facteur does not answer at ${url} (ECONNREFUSED). Is it running there? \`npx facteur\` starts it. ` +
        'FACTEUR_URL names this address; without it, each worker starts a Facteur of its own.',
    )
  })
})
