import { expect, test } from 'vitest'
import { MOST_SETTLED, SettledModel } from '../../web/state/settled-model.ts'
import { bounced } from './deliveries.ts'
import { captured } from './fixtures.ts'

test('deliveries that come to their end are kept, the latest first, up to a limit', () => {
  const model = new SettledModel()
  model.apply([bounced(1, 'd1'), captured(2, 'm1'), bounced(3, 'd2')])
  model.apply([captured(4, 'm2')])
  expect(model.value.map(({ delivery }) => delivery)).toEqual(['d2', 'd1'])
  model.apply(Array.from({ length: MOST_SETTLED + 10 }, (_, index) => bounced(10 + index, `e${index}`)))
  expect(model.value).toHaveLength(MOST_SETTLED)
  expect(model.value[0]?.delivery).toBe(`e${MOST_SETTLED + 9}`)
  model.clear()
  expect(model.value).toEqual([])
})

test('a delivery is kept once, with what came last', () => {
  const model = new SettledModel()
  model.apply([bounced(1, 'd1'), bounced(2, 'd2')])
  model.apply([bounced(3, 'd1'), bounced(4, 'd1')])
  expect(model.value.map(({ seq }) => seq)).toEqual([4, 2])
})
