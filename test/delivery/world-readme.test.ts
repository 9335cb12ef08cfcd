import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { parse } from 'yaml'
import { parseWorld } from '../../server/delivery/world/parse-world.ts'
import {
  READY_MADE_ADDRESSES,
  READY_MADE_LABELS,
  type ReadyMadeAddress,
} from '../../server/delivery/world/ready-made.ts'
import { WorldIndex } from '../../server/delivery/world/world-index.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')

describe("README's example of a world", () => {
  const [, yaml = ''] = /^#+ A world$[\s\S]*?```yaml\n([\s\S]*?)```/m.exec(readme) ?? []

  it('is a world', () => {
    const index = new WorldIndex(parseWorld(parse(yaml), 0), { readyMade: false, plusAddresses: false })
    expect(index.fateOf('anna+orders@shop.test')).toMatchObject({ kind: 'local', mailbox: 'anna@shop.test' })
    expect(index.fateOf('whoever@shop.test')).toMatchObject({ kind: 'local', mailbox: 'office@shop.test' })
    expect(index.fateOf('eva@partner.test')).toMatchObject({ kind: 'elsewhere' })
    expect(index.zone.resolve('partner.test', 'MX').records).toHaveLength(2)
    expect(index.host('mx1.partner.test')?.outages).toHaveLength(1)
  })
})

describe("README's table", () => {
  test.each([
    ['ready-made', READY_MADE_ADDRESSES],
    ['ready-made-labels', READY_MADE_LABELS],
  ])('of %s addresses says what they do', (mark, addresses) => {
    const [, table] = new RegExp(`<!-- ${mark} -->\\n+([^]*?)\\n+<!-- /${mark} -->`).exec(readme) ?? []
    const rows = table?.split('\n').filter(line => line.startsWith('| `'))
    expect(rows?.map(cellsOf)).toEqual(addresses.map(rowOf))
  })
})

function rowOf({ form, happens }: ReadyMadeAddress): string[] {
  return [`\`${form}\``, happens]
}

function cellsOf(row: string): string[] {
  return row
    .split('|')
    .slice(1, -1)
    .map(cell => cell.trim())
}
