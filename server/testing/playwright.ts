import { expect as baseExpect, test as base, type TestInfo } from '@playwright/test'
import { openFacteur, type Facteur, type FacteurOptions } from './facteur.ts'
import { matchers } from './matchers.ts'
import type { TestMail } from './test-mail.ts'

export * from './testing.ts'

/** Messages that a failed test leaves behind in the report. */
const MOST_ATTACHED = 10

/** What `mail` and its matchers add to Playwright, for each test. */
export interface MailFixtures {
  /** The test's own mail: addresses that no other test has, and a client that sees nothing but what is sent to them. */
  readonly mail: TestMail
}

/** What is shared by the tests of one worker. */
export interface MailWorkerFixtures {
  /** Which Facteur, and how tests tell their mail apart; for `use` of the configuration. */
  readonly facteurOptions: FacteurOptions
  /** The Facteur of the worker: a server that runs elsewhere, or one that was started in this process. */
  readonly facteur: Facteur
}

/**
 * Playwright's `test`, which knows mail. `mail` is deleted when the test is over; the report of a failed test has
 * the messages that it received.
 *
 * @example
 * import { codeOf, expect, test } from 'facteur/playwright'
 *
 * test('signs in with a code', async ({ page, mail }) => {
 *   await page.goto('/sign-in')
 *   await page.getByLabel('Email').fill(mail.address('anna'))
 *   await page.getByRole('button', { name: 'Send me a code' }).click()
 *   const message = await mail.waitForMessage('subject:"Your code"')
 *   await page.getByLabel('Code').fill(codeOf(message))
 *   await expect(mail).not.toHaveReceived('subject:Welcome')
 * })
 */
export const test = base.extend<MailFixtures, MailWorkerFixtures>({
  facteurOptions: [{}, { scope: 'worker', option: true }],
  facteur: [
    async ({ facteurOptions }, use) => {
      const facteur = await openFacteur({ timeout: '10s', ...facteurOptions })
      await use(facteur)
      await facteur.close()
    },
    { scope: 'worker' },
  ],
  mail: async ({ facteur }, use, testInfo) => {
    const begin = performance.now()
    // `test.setTimeout` and `test.slow` change it on the way; 0 is none.
    const remaining = () => (testInfo.timeout || Infinity) - (performance.now() - begin)
    const mail = facteur.openMail({ title: testInfo.title, remaining })
    await use(mail)
    if (testInfo.status !== testInfo.expectedStatus) await attachMessages(mail, testInfo)
    await mail.clear()
  },
})

/** Playwright's `expect` with the matchers for mail. */
export const expect = baseExpect.extend(matchers)

async function attachMessages(mail: TestMail, testInfo: TestInfo): Promise<void> {
  const { items } = await mail.messages.list({ limit: MOST_ATTACHED })
  for (const { id } of items.reverse()) {
    const body = Buffer.from(await mail.messages.raw(id))
    await testInfo.attach(`${id}.eml`, { body, contentType: 'message/rfc822' })
  }
}
