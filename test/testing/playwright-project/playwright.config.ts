import { defineConfig } from '@playwright/test'
import type { MailWorkerFixtures } from '../../../server/testing/playwright.ts'

/** A project such as users have, run by `playwright.test.ts` as a process of its own. */
export default defineConfig<object, MailWorkerFixtures>({
  testDir: import.meta.dirname,
  testMatch: '*.spec.ts',
  fullyParallel: true,
  workers: 2,
  reporter: 'json',
  outputDir: process.env['PLAYWRIGHT_OUTPUT']!,
  use: { facteurOptions: { timeout: '8s' } },
})
