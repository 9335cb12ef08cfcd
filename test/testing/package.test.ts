import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { InstalledProject } from './installed-project.ts'

const project = new InstalledProject()
beforeAll(() => project.install(), 60_000)
afterAll(() => project.remove())

interface Manifest {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>
}

describe('the package, installed elsewhere', () => {
  it('has what its entries name', () => {
    const { exports } = JSON.parse(
      readFileSync(join(project.packageFolder, 'package.json'), 'utf8'),
    ) as Manifest
    const files = Object.values(exports).flatMap(entry =>
      typeof entry === 'string' ? [entry] : Object.values(entry),
    )
    expect(files.length).toBeGreaterThan(8)
    expect(files.filter(file => !existsSync(join(project.packageFolder, file)))).toEqual([])
  })

  it('has types for Vitest, Playwright and any other runner', { timeout: 60_000 }, async () => {
    project.write('types/package.json', '{ "type": "module" }')
    project.write('types/vitest.ts', VITEST_TYPES)
    project.write('types/playwright.ts', PLAYWRIGHT_TYPES)
    project.write('types/testing.ts', TESTING_TYPES)
    const options = ['--strict', '--noEmit', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2023']
    const files = ['vitest', 'playwright', 'testing'].map(name => `types/${name}.ts`)
    const { output } = await project.tsc([...options, '--types', 'node', ...files])
    expect(output).toBe('')
  })

  it('is what tests with Vitest import, and starts in their process', { timeout: 60_000 }, async () => {
    project.write('vitest/mail.test.js', test('facteur/vitest'))
    const { status, output, errors } = await project.run([
      'node_modules/vitest/vitest.mjs',
      'run',
      '--root=vitest',
      '--reporter=default',
    ])
    expect(status, output + errors).toBe(0)
    expect(output).toContain('1 passed')
  })

  it.each([
    ['modules', 'module', (body: string) => body],
    [
      'CommonJS',
      'commonjs',
      (body: string) => body.replace(/import (.*) from (.*)/g, 'const $1 = require($2)'),
    ],
  ])(
    'is what tests with Playwright import, as %s, and starts in their process',
    { timeout: 60_000 },
    async (_, type, write) => {
      project.write(`${type}/package.json`, JSON.stringify({ type }))
      project.write(`${type}/mail.spec.js`, write(test('facteur/playwright')))
      const { status, output, errors } = await project.run([
        'node_modules/@playwright/test/cli.js',
        'test',
        `${type}/`,
        '--reporter=line',
        '--output',
        join(project.folder, 'results'),
      ])
      expect(status, output + errors).toBe(0)
      expect(output).toContain('1 passed')
    },
  )
})

function test(entry: string): string {
  return `import { codeOf, expect, test } from '${entry}'
test('in process', async ({ facteur, mail }) => {
  expect(facteur.sandbox).not.toBeNull()
  await mail.messages.inject({ from: 'a@app.test', to: mail.address('anna'), text: 'Your code is 481920.' })
  await expect(mail).toHaveReceived('has:code')
  expect(codeOf(await mail.waitForMessage())).toBe('481920')
})
`
}

const MATCHERS = `
  await expect(mail).toHaveReceived('subject:Welcome', { timeout: '1s', after: 1, count: 2 })
  await expect(mail).not.toHaveReceived()
  const message = await mail.waitForMessage()
  expect(message).toHaveSubject('Welcome')
  expect(message).toHaveSubject(expect.stringContaining('come'))
  expect(message).not.toHaveLink({ kind: 'confirm', href: /token/ })
  expect(message).toHaveCode(/^\\d{6}$/)
  const text: string = snapshotOf(message, { codes: true, replace: [[/a/, 'b']] })
  // @ts-expect-error -- there is no such kind
  expect(message).toHaveLink({ kind: 'order' })
  // @ts-expect-error -- a code is a text
  expect(message).toHaveCode(481920)
  // @ts-expect-error -- a timeout has a unit, if it is a text
  await expect(mail).toHaveReceived('', { timeout: '10 seconds' })
  // @ts-expect-error -- an address is a text
  const address: number = mail.address('anna')
  const port: number = facteur.smtp.port
`

const VITEST_TYPES = `
import { test as plain, expect as plainExpect } from 'vitest'
import { expect, snapshotOf, test as base, useFacteur, type TestMail } from 'facteur/vitest'

base('mail', async ({ facteur, mail }) => {${MATCHERS}
  const result: Promise<void> = expect(mail.waitForMessage()).resolves.toHaveCode()
  await result
})
plain('own expect', async () => {
  const mail = {} as TestMail
  await plainExpect(mail).toHaveReceived('subject:Welcome')
})
const test = useFacteur({ url: 'http://localhost:8025', timeout: '2s', address: (name, id) => name + id })
test.beforeAll(({ facteur }) => void facteur.smtp.port)
test.extend('shop', ({ mail }) => mail.address('shop'))('own fixture', ({ shop }) => void shop.length)
// @ts-expect-error -- there is no such option
useFacteur({ uri: 'http://localhost:8025' })
`

const PLAYWRIGHT_TYPES = `
import { defineConfig } from '@playwright/test'
import { expect, snapshotOf, test, type MailWorkerFixtures } from 'facteur/playwright'

test('mail', async ({ facteur, mail, page }) => {${MATCHERS}
  await expect(page).toHaveTitle('Inbox')
})
test.use({ facteurOptions: { url: 'http://localhost:8025' } })
export default defineConfig<{}, MailWorkerFixtures>({ use: { facteurOptions: { url: 'http://localhost:8025' } } })
`

const TESTING_TYPES = `
import { codeOf, linkOf, openFacteur, type FacteurMatchers } from 'facteur/testing'
const facteur = await openFacteur({ sandbox: { maxMessages: 10 } })
const mail = facteur.openMail({ title: 'Signs up' })
const message = await mail.waitForMessage('has:code')
const code: string = codeOf(message)
const kind: 'confirm' | 'reset' | 'unsubscribe' | 'other' = linkOf(message, { kind: 'confirm' }).kind
declare function expect(actual: unknown): FacteurMatchers
expect(message).toHaveCode('481920')
await expect(mail).toHaveReceived()
await facteur.sandbox?.clock
`
