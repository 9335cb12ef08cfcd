import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** A project such as users have, run by `vitest.test.ts` as a process of its own. */
export default defineConfig({
  cacheDir: join(import.meta.dirname, '../../../node_modules/.vite/vitest-project'),
  test: { root: import.meta.dirname, include: ['*.spec.ts'], reporters: ['json'] },
})
