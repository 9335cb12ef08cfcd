import { expect, it } from 'vitest'
import { atLeast, atMost, formatResults } from './result.ts'

it('sets a table with ratios and says which expectation is missed', () => {
  const table = formatResults([
    {
      what: 'rate',
      value: 24_000,
      unit: 'msg/s',
      floor: 8000,
      expected: [atLeast(1.5, 24_000, 8000, 'floor')],
    },
    { what: 'slow', value: 6, unit: 'ms', peer: 12, expected: [atMost(5, 6, 'ms')] },
    { what: 'both', value: 10, unit: 'x', expected: [atMost(20, 10, 'x'), atLeast(2, 10, 6, 'peer')] },
    { what: 'told', value: 1.234, unit: 'ms', expected: [] },
  ])
  expect(table.split('\n').map(line => line.replaceAll(/ {2,}/g, '|'))).toEqual([
    '|Facteur|floor|ratio|peer|ratio|expected',
    'rate|24,000 msg/s|8,000|3.00 ×|≥ 1.5 × floor|met',
    'slow|6.00 ms|12.0|0.50 ×|≤ 5 ms|MISSED',
    'both|10.0 x|≤ 20 x, ≥ 2 × peer|MISSED',
    'told|1.23 ms',
  ])
})
