import { afterEach, expect, test, vi } from 'vitest'
import { SlicedWork } from '../../server/mailbox/sliced-work.ts'
import type { Job } from '../../server/mailbox/sliced-work.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** Makes every step a slice of its own. */
function sliceEveryStep(): void {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 10))
}

function* countTo(steps: number, log: string[], name: string): Job<string> {
  for (let step = 1; step <= steps; step++) {
    log.push(`${name}${step}`)
    yield
  }
  return name
}

function* failLater(): Job<void> {
  yield
  throw new Error('broken')
}

test('a job begins later, and gives what it returns', async () => {
  const log: string[] = []
  const done = new SlicedWork().run(countTo(3, log, 'a'))
  expect(log).toEqual([])
  expect(await done).toBe('a')
  expect(log).toEqual(['a1', 'a2', 'a3'])
})

test('jobs take turns, one slice each, with others between', async () => {
  sliceEveryStep()
  const work = new SlicedWork()
  const log: string[] = []
  const other = (): void => {
    log.push('-')
    if (log.length < 12) setImmediate(other)
  }
  const jobs = [work.run(countTo(2, log, 'a')), work.run(countTo(2, log, 'b'))]
  setImmediate(other)
  await Promise.all(jobs)
  expect(log.slice(0, 8)).toEqual(['a1', '-', 'b1', '-', 'a2', '-', 'b2', '-'])
})

test('every second turn is for what is urgent, however much else there is', async () => {
  sliceEveryStep()
  const work = new SlicedWork()
  const log: string[] = []
  const jobs = ['a', 'b', 'c', 'd'].map(name => work.run(countTo(2, log, name)))
  jobs.push(work.run(countTo(3, log, '!'), { urgent: true }))
  await Promise.all(jobs)
  expect(log.slice(0, 6)).toEqual(['!1', 'a1', '!2', 'b1', '!3', 'c1'])
})

test('a job that fails fails alone', async () => {
  const work = new SlicedWork()
  const log: string[] = []
  const failing = work.run(failLater())
  const other = work.run(countTo(2, log, 'a'))
  await expect(failing).rejects.toThrow('broken')
  expect(await other).toBe('a')
  expect(await work.run(countTo(1, log, 'b'))).toBe('b')
})
