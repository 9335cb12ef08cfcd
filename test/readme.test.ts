import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { formatDefault } from '../server/cli/format-default.ts'
import { flagOf, OPTION_NAMES, OPTIONS, type OptionDefinition, type OptionName } from '../server/config.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

function optionRow(name: OptionName): string {
  const { placeholder, help, repeatable }: OptionDefinition = OPTIONS[name]
  const value = placeholder === null ? '' : ` ${placeholder}${repeatable ? ' …' : ''}`
  const fallback = formatDefault(name)
  // Within a table, a bare bar ends the cell.
  return `| \`${flagOf(name)}${value.replaceAll('|', '\\|')}\` | ${fallback === null ? '' : `\`${fallback}\``} | ${help} |`
}

it("README's table of options says what the options are", () => {
  const [, table] = /<!-- options -->\n+([\s\S]*?)\n+<!-- \/options -->/.exec(readme) ?? []
  const rows = ['| option | default | |', '| --- | --- | --- |', ...OPTION_NAMES.map(optionRow)]
  expect(table?.split('\n').map(trimCells)).toEqual(rows.map(trimCells))
})

/** The formatter aligns columns and draws rules to their width. */
function trimCells(row: string): string {
  return row
    .split(/(?<!\\)\|/)
    .map(cell => cell.trim().replace(/^-+$/, '---'))
    .join('|')
}
