import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { formatFlow, formatMembers } from '../../web/state/yaml-flow.ts'

const VALUES: readonly (readonly [unknown, string])[] = [
  ['rcpt', 'rcpt'],
  ['anna@x.test', 'anna@x.test'],
  ['*@x.test', '"*@x.test"'],
  ['<>', '"<>"'],
  ['Greylisted, try again', '"Greylisted, try again"'],
  ['imap:fetch', '"imap:fetch"'],
  ['yes', '"yes"'],
  ['5s', '"5s"'],
  ['451', '"451"'],
  ['', '""'],
  [451, '451'],
  [true, 'true'],
  [null, 'null'],
  [{ stage: 'rcpt', attempt: { first: 2 } }, '{stage: rcpt, attempt: {first: 2}}'],
  [['a', 'b c', 1], '[a, b c, 1]'],
  [{}, '{}'],
]

test.each(VALUES)('%j is written as YAML: %s', (value, text) => {
  expect(formatFlow(value)).toBe(text)
  expect(parse(text)).toEqual(value)
})

test('members that are not there are left out', () => {
  expect(formatMembers({ match: { stage: 'data' }, uses: undefined, scope: 'user:ci' })).toBe(
    'match: {stage: data}, scope: "user:ci"',
  )
})
