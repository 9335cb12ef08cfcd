import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { findings } from './axe.ts'
import { test, UNHURRIED } from './inbox-test.ts'

const WEB = join(import.meta.dirname, '../../web')

/** Elements that lie over the page and so would cover the rest. */
const WINDOWS = ['command-palette', 'modal-dialog', 'side-drawer']
/** The options of rows stand alone here, outside of the list that they are options of. */
const OUT_OF_PLACE = ['aria-required-parent']

/** The elements of `web/ui`, by name. */
function elements(): string[] {
  const files = readdirSync(join(WEB, 'ui')).toSorted()
  const names = files.map(file => file.replace('.ts', ''))
  return names.filter(name =>
    readFileSync(join(WEB, 'ui', `${name}.ts`), 'utf8').includes(`@customElement('${name}')`),
  )
}

let vite: ViteDevServer
beforeAll(async () => {
  vite = await createServer({
    configFile: join(WEB, 'vite.config.ts'),
    logLevel: 'silent',
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
  })
  await vite.listen()
})
afterAll(() => vite.close())

describe('the gallery', () => {
  test.for(['light', 'dark'])(
    'has every element, and axe finds nothing in it: %s',
    UNHURRIED,
    async (theme, { browser }) => {
      const page = await browser.newPage()
      const errors: string[] = []
      page.on('pageerror', error => errors.push(error.message))
      await page.goto(`${vite.resolvedUrls!.local[0]}gallery/?theme=${theme}`)
      await page.getByRole('heading', { name: 'virtual-list' }).waitFor()
      await page.locator('virtual-list message-row').first().waitFor()
      const missing = await page.evaluate<string[]>(
        `${JSON.stringify(elements())}.filter(name => document.querySelector(name) === null)`,
      )
      expect(missing).toEqual(WINDOWS)
      expect(errors).toEqual([])
      expect(await findings(page, OUT_OF_PLACE)).toEqual([])
      await page.close()
    },
  )
})
