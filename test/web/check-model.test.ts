import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CheckReport, Event } from '../../server/http/contract.ts'
import { CheckModel } from '../../web/state/check-model.ts'
import { checkReport } from './check-fixture.ts'
import { captured, deferred } from './fixtures.ts'

const AT = '2026-11-21T20:46:30.123Z'
const CHANGED: Event = { seq: 11, at: AT, type: 'world.changed' }

/** A model, and each message that it asked for; the score of an answer is its number. */
function modelOf(answer: (asked: number) => Promise<CheckReport> = async asked => checkReport([], asked)) {
  const asked: string[] = []
  const model = new CheckModel(id => answer(asked.push(id)))
  return { model, asked }
}

const pass = (time = 1000) => vi.advanceTimersByTimeAsync(time)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('the check of the open message', () => {
  test('is made when it is looked at, and not before', async () => {
    const { model, asked } = modelOf()
    model.apply([CHANGED])
    await pass()
    expect(asked).toEqual([])
    model.follow('a')
    model.follow('a')
    await pass(60_000)
    expect([asked, model.value.value?.score]).toEqual([['a'], 1])
  })

  test.each<[string, Event]>([
    ['the world has changed', CHANGED],
    ['the server began anew', { seq: 2, at: AT, type: 'reset', instance: 'other' }],
  ])('is made again when %s, and stays in sight meanwhile', async (_, event) => {
    const { model, asked } = modelOf()
    const phases: string[] = []
    model.follow('a')
    await pass()
    model.subscribe(({ phase }) => phases.push(phase))
    model.apply([event])
    await pass()
    expect([asked, phases, model.value.value?.score]).toEqual([['a', 'a'], ['ready'], 2])
  })

  test('is left alone by all else that happens', async () => {
    const { model, asked } = modelOf()
    model.follow('a')
    model.apply([captured(11, 'a')])
    await pass()
    expect(asked).toEqual(['a'])
  })

  test('is made once in a while, however often the world changes', async () => {
    const { model, asked } = modelOf()
    model.follow('a')
    for (let n = 0; n < 1000; n++) {
      model.apply([CHANGED])
      await pass(1)
    }
    expect(asked.length).toBeLessThan(8)
  })

  test('is made again when the world changed while the answer was on its way', async () => {
    const answer = deferred<CheckReport>()
    const { model, asked } = modelOf(asked =>
      asked === 1 ? answer.promise : Promise.resolve(checkReport([], 2)),
    )
    model.follow('a')
    model.apply([CHANGED])
    await pass()
    expect(asked).toEqual(['a'])
    answer.resolve(checkReport([], 1))
    await pass()
    expect([asked, model.value.value?.score]).toEqual([['a', 'a'], 2])
  })

  test('is made anew by the next look when the world changed while nobody looked', async () => {
    const { model, asked } = modelOf()
    model.follow('a')
    await pass()
    model.leave()
    model.apply([CHANGED])
    await pass()
    expect(asked).toEqual(['a'])
    model.follow('a')
    await pass()
    expect(asked).toEqual(['a', 'a'])
  })

  test('of another message is made once, whatever changed before', async () => {
    const { model, asked } = modelOf()
    model.follow('a')
    await pass()
    model.leave()
    model.apply([CHANGED])
    model.follow('b')
    await pass()
    expect(asked).toEqual(['a', 'b'])
  })

  test('is asked for again by the next look alone when there was no answer', async () => {
    const { model, asked } = modelOf(asked =>
      asked === 2 ? Promise.reject(new Error('gone')) : Promise.resolve(checkReport([], asked)),
    )
    model.follow('a')
    await pass()
    model.apply([CHANGED])
    await pass(60_000)
    expect([asked.length, model.value.phase, model.value.value?.score]).toEqual([2, 'ready', 1])
    model.follow('a')
    await pass()
    expect(model.value.value?.score).toBe(3)
  })
})
