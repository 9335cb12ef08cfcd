import { describe, expect, test } from 'vitest'
import { FeedModel } from '../../web/state/feed-model.ts'
import { captured, hello } from './fixtures.ts'

const atOnce = (run: () => void) => run()

describe('the feed', () => {
  test('hands what comes to every listener in their order', () => {
    const heard: string[] = []
    let run = () => {}
    const listeners = ['a', 'b'].map(
      name => (events: readonly unknown[]) => void heard.push(`${name}${events.length}`),
    )
    const feed = new FeedModel(listeners, scheduled => (run = scheduled))
    feed.deliver([hello(1, 'one'), captured(2, 'm')])
    run()
    expect(heard).toEqual(['a2', 'b2'])
  })

  test('hands on a burst in one go, in the order it came', () => {
    const heard: number[][] = []
    let run = () => {}
    const feed = new FeedModel(
      [events => void heard.push(events.map(({ seq }) => seq))],
      scheduled => (run = scheduled),
    )
    for (let seq = 1; seq <= 4; seq++) feed.deliver([captured(seq, `m${seq}`)])
    expect(heard).toEqual([])
    run()
    feed.deliver([captured(5, 'm5')])
    run()
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
