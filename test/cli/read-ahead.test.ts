import { describe, expect, it } from 'vitest'
import { readAhead } from '../../server/cli/export/read-ahead.ts'

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const came: T[] = []
  for await (const value of values) came.push(value)
  return came
}

describe('what is read ahead', () => {
  it('comes in order, however long each takes, and a few at a time', async () => {
    let open = 0
    let most = 0
    const read = async (n: number): Promise<number> => {
      most = Math.max(most, ++open)
      for (let turn = n % 3; turn >= 0; turn--) await Promise.resolve()
      open--
      return n
    }
    const items = Array.from({ length: 30 }, (_, n) => n)
    expect(await all(readAhead(items, read))).toEqual(items)
    expect(most).toBe(4)
    expect(await all(readAhead([], read))).toEqual([])
  })

  it('ends with the first failure, behind what came before it', async () => {
    const came: number[] = []
    const failing = async (): Promise<void> => {
      for await (const n of readAhead([0, 1, 2, 3, 4, 5], readLessThanTwo)) came.push(n)
    }
    await expect(failing()).rejects.toThrow('no 2')
    expect(came).toEqual([0, 1])
  })
})

async function readLessThanTwo(n: number): Promise<number> {
  if (n >= 2) throw new Error(`no ${n}`)
  return n
}
