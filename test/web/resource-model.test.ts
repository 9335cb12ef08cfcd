import { describe, expect, test, vi } from 'vitest'
import { ResourceModel } from '../../web/state/resource-model.ts'

/** Lets answers that are there already arrive. */
const settle = () => vi.waitFor(() => {})

function modelOf(read: (asked: number) => Promise<string>) {
  const asked: string[] = []
  const model = new ResourceModel(id => read(asked.push(id)))
  return { model, asked }
}

describe('something that a tab shows', () => {
  test('is asked for once, however often it is shown', async () => {
    const { model, asked } = modelOf(async () => 'it')
    model.show('a')
    model.show('a')
    await settle()
    model.show('a')
    expect([asked, model.value]).toEqual([['a'], { id: 'a', phase: 'ready', value: 'it' }])
  })

  test('is not asked for again when it failed, until somebody wants that', async () => {
    const { model, asked } = modelOf(asked =>
      asked === 1 ? Promise.reject(new Error('no')) : Promise.resolve('it'),
    )
    model.subscribe(() => model.show('a'))
    model.show('a')
    await settle()
    expect([asked.length, model.value.phase]).toEqual([1, 'failed'])
    model.retry()
    await settle()
    model.retry()
    expect([asked.length, model.value]).toEqual([2, { id: 'a', phase: 'ready', value: 'it' }])
  })

  test('is the last one that was asked for, whichever answer comes first', async () => {
    const answers: ((value: string) => void)[] = []
    const { model } = modelOf(() => new Promise(resolve => answers.push(resolve)))
    model.show('a')
    model.show('b')
    answers[1]!('of b')
    answers[0]!('of a')
    await settle()
    expect(model.value).toEqual({ id: 'b', phase: 'ready', value: 'of b' })
  })

  test('stays in sight while it is read again, and when that fails', async () => {
    const { model } = modelOf(asked =>
      asked === 1 ? Promise.resolve('it') : Promise.reject(new Error('no')),
    )
    model.show('a')
    await settle()
    await model.refresh()
    expect(model.value).toEqual({ id: 'a', phase: 'ready', value: 'it' })
  })
})
