import { describe, expect, test } from 'vitest'
import { atMost } from '../../web/app/at-most.ts'
import { deferred } from './fixtures.ts'

describe('work done a few at a time', () => {
  test('begins no more than allowed, and the next when one has ended', async () => {
    const begun: number[] = []
    const ends = [1, 2, 3, 4].map(() => deferred<void>())
    const done = atMost(2, [0, 1, 2, 3], item => {
      begun.push(item)
      return ends[item]!.promise
    })
    expect(begun).toEqual([0, 1])
    ends[1]!.resolve()
    await Promise.resolve().then(() => Promise.resolve())
    expect(begun).toEqual([0, 1, 2])
    for (const end of ends) end.resolve()
    await done
    expect(begun).toEqual([0, 1, 2, 3])
  })

  test('begins nothing after a failure, and fails as that did', async () => {
    const begun: number[] = []
    const work = atMost(1, [0, 1, 2], async item => {
      begun.push(item)
      if (item === 1) throw new Error('refused')
    })
    await expect(work).rejects.toThrow('refused')
    expect(begun).toEqual([0, 1])
  })

  test('is done at once where there is nothing to do', async () => {
    await expect(atMost(6, [], () => Promise.reject(new Error('never')))).resolves.toBeUndefined()
  })
})
