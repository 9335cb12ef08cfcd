import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Finding {
  readonly id: string
  readonly nodes: readonly { readonly target: unknown; readonly failureSummary: string }[]
}

/**
 * What axe finds in the page; the mail in its frame is the sender's.
 *
 * @param disabled rules that do not apply
 */
export async function findings(page: Page, disabled: readonly string[] = []): Promise<string[]> {
  const rules = Object.fromEntries(disabled.map(rule => [rule, { enabled: false }]))
  await page.evaluate(`${AXE}; undefined`)
  const violations = await page.evaluate<readonly Finding[]>(
    `axe.run(document, { iframes: false, rules: ${JSON.stringify(rules)} }).then(({ violations }) => violations)`,
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(node => `${id}: ${JSON.stringify(node.target)} ${node.failureSummary}`),
  )
}
