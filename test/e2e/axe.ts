import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Finding {
  readonly id: string
  readonly nodes: readonly { readonly target: unknown; readonly failureSummary: string }[]
}

/** Rules on which colours bear; all others find the same in the dark as in the light. */
const COLOR_RULES = ['color-contrast', 'link-in-text-block']

/**
 * What axe finds in the page, in light and in dark colours; the mail in its frame is the sender's.
 *
 * @param disabled rules that do not apply
 */
export async function findings(page: Page, disabled: readonly string[] = []): Promise<string[]> {
  if (!(await page.evaluate<boolean>(`'axe' in globalThis`))) await page.evaluate(`${AXE}; undefined`)
  const off = Object.fromEntries(disabled.map(rule => [rule, { enabled: false }]))
  const inLight = await violations(page, { rules: off })
  await page.emulateMedia({ colorScheme: 'dark' })
  const inDark = await violations(page, { runOnly: COLOR_RULES, rules: off })
  await page.emulateMedia({ colorScheme: 'light' })
  return [...inLight, ...inDark.map(finding => `in the dark, ${finding}`)]
}

async function violations(page: Page, options: object): Promise<string[]> {
  const found = await page.evaluate<readonly Finding[]>(
    `axe.run(document, ${JSON.stringify({ iframes: false, resultTypes: ['violations'], ...options })}).then(({ violations }) => violations)`,
  )
  return found.flatMap(({ id, nodes }) =>
    nodes.map(node => `${id}: ${JSON.stringify(node.target)} ${node.failureSummary}`),
  )
}
