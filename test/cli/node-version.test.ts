import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { nodeTrouble, OLDEST_NODE } from '../../server/cli/node-version.ts'

test.each(['20.20.2', '22.18.9', '22.2.0', '9.99.0'])('Node %s is too old, and Facteur says so', version => {
  expect(nodeTrouble(version)).toBe(
    `Facteur needs Node 22.19 or newer, and this is ${version}: install a newer one and start it with that.`,
  )
})

test.each(['22.19.0', '22.100.0', '23.0.0', '26.10.0'])('Node %s is new enough', version => {
  expect(nodeTrouble(version)).toBeNull()
})

test('the package asks for the same Node', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  expect(manifest).toMatchObject({ engines: { node: `>=${OLDEST_NODE}` } })
})
