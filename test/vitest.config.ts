import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** What needs a real browser: the pages themselves. All else runs without one. */
const browserTests = ['test/e2e/**/*.test.ts', 'test/browser/launch-browser.test.ts']
/** How fast the inbox is, on the machine it runs on: `npm run bench:inbox` measures it, apart from all other work. */
const speedTests = ['test/speed/**/*.test.ts']
/** Need programs beside npm's packages; `npm run interop` runs them. */
const interopTests = ['test/interop/**', 'test/package/**', 'test/recipes/**', 'test/testing/package.test.ts']

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    pool: 'threads',
    // Modules are loaded once for each worker: to load them anew for every file would take a third of the time.
    isolate: false,
    setupFiles: ['test/leftovers.ts'],
    // Vitest leaves one core idle otherwise, which is half of a machine that has two.
    maxWorkers: '100%',
    reporters: process.env.CI === 'true' ? ['default', 'json'] : ['default'],
    outputFile: { json: 'node_modules/.vitest/tests.json' },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: [...browserTests, ...speedTests, ...interopTests],
          // Many of them run whole programs, beside others that do.
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          // A machine of CI may be busy with others' work for seconds; what fails twice is wrong.
          retry: process.env.CI === 'true' ? 1 : 0,
          include: browserTests,
          globalSetup: ['test/browser/provide-browser.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'speed',
          include: speedTests,
          globalSetup: ['test/browser/provide-whole-browser.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
