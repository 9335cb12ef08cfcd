import { describe, expect, test } from 'vitest'
import { FeedModel } from '../../web/state/feed-model.ts'
import { captured, hello } from './fixtures.ts'

const atOnce = (run: () => void) => run()

/** A schedule that waits for the test. */
function waiting() {
  const runs: (() => void)[] = []
  return { schedule: (run: () => void) => void runs.push(run), next: () => runs.shift()?.() }
}

describe('the feed', () => {
  test('hands what comes to every listener in their order', () => {
    const heard: string[] = []
    const frames = waiting()
    const listeners = ['a', 'b'].map(
      name => (events: readonly unknown[]) => void heard.push(`${name}${events.length}`),
    )
    const feed = new FeedModel(listeners, frames.schedule)
    feed.deliver([hello(1, 'one'), captured(2, 'm')])
    frames.next()
    expect(heard).toEqual(['a2', 'b2'])
  })

  test('hands on a burst in one go, in the order it came', () => {
    const heard: number[][] = []
    const frames = waiting()
    const feed = new FeedModel([events => void heard.push(events.map(({ seq }) => seq))], frames.schedule)
    for (let seq = 1; seq <= 4; seq++) feed.deliver([captured(seq, `m${seq}`)])
    expect(heard).toEqual([])
    frames.next()
    feed.deliver([captured(5, 'm5')])
    frames.next()
    expect(heard).toEqual([[1, 2, 3, 4], [5]])
  })

  test('is live again with the first batch after it was lost', () => {
    const feed = new FeedModel([], atOnce)
    const statuses: string[] = [feed.value]
    feed.subscribe(status => statuses.push(status))
    feed.deliver([hello(1, 'one')])
    feed.setStatus('lost')
    feed.deliver([hello(1, 'one')])
    expect(statuses).toEqual(['connecting', 'live', 'lost', 'live'])
  })
})
