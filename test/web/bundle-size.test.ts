import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const DIST = join(import.meta.dirname, '../../web/dist')

/** What may be loaded, compressed, in bytes. */
const FIRST_PAGE = 120 * 1024
const ALL_PAGES = 250 * 1024

/** The size of files of the bundle as they are sent. */
function sent(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + gzipSync(readFileSync(join(DIST, path))).length, 0)
}

test('the bundle is as small as it has to be', () => {
  const page = readFileSync(join(DIST, 'index.html'), 'utf8')
  const asked = Array.from(page.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g), ([, path]) => path!)
  const all = readdirSync(join(DIST, 'assets')).map(name => `assets/${name}`)
  expect(asked.length).toBeGreaterThan(1)
  expect(sent(asked)).toBeLessThan(FIRST_PAGE)
  expect(sent(all)).toBeLessThan(ALL_PAGES)
})
