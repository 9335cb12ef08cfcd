import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: [
      'test/interop/**/*.test.ts',
      'test/package/**/*.test.ts',
      'test/recipes/**/*.test.ts',
      'test/testing/package.test.ts',
    ],
    globalSetup: ['test/interop/provide-tools.ts'],
    pool: 'threads',
    // The package test builds and packs, and the others would then compete for the machine with it.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: process.env.CI === 'true' ? ['default', 'json'] : ['default'],
    outputFile: { json: 'node_modules/.vitest/interop.json' },
  },
})
