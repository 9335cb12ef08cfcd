import { describe, expect, test } from 'vitest'
import type { Change, FeedEvent } from '../../server/mailbox/feed-event.ts'
import { Feed } from '../../server/mailbox/feed.ts'

const fail = (error: unknown): never => {
  throw error
}

function created(folder: string): Change {
  return { type: 'folder.created', account: 'bob@x.test', folder }
}

function feedWith(count: number, capacity = 10): Feed {
  const feed = new Feed(capacity, fail)
  for (let index = 1; index <= count; index++) feed.publish(created(`f${index}`), index * 1000)
  return feed
}

function seqs(events: FeedEvent[] | 'reset'): number[] | 'reset' {
  return events === 'reset' ? events : events.map(event => event.seq)
}

describe('Feed', () => {
  test('numbers changes from 1 and keeps their time', () => {
    const feed = new Feed(10, fail)
    expect(feed.seq).toBe(0)
    expect(feed.publish(created('a'), 5000)).toBe(1)
    expect(feed.since(0)).toEqual([
      { seq: 1, at: 5000, type: 'folder.created', account: 'bob@x.test', folder: 'a' },
    ])
  })

  test.each([
    { count: 0, after: 0, expected: [] },
    { count: 0, after: 1, expected: 'reset' },
    { count: 3, after: 0, expected: [1, 2, 3] },
    { count: 3, after: 2, expected: [3] },
    { count: 3, after: 3, expected: [] },
    { count: 3, after: 4, expected: 'reset' },
    { count: 10, after: 0, expected: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
    { count: 11, after: 0, expected: 'reset' },
    { count: 11, after: 1, expected: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11] },
    { count: 35, after: 24, expected: 'reset' },
    { count: 35, after: 25, expected: [26, 27, 28, 29, 30, 31, 32, 33, 34, 35] },
  ])('holds the last 10 of $count events: after $after there are $expected', ({ count, after, expected }) => {
    expect(seqs(feedWith(count).since(after))).toEqual(expected)
  })

  test('hands a change to every subscriber before publish returns', () => {
    const feed = new Feed(10, fail)
    const heard: string[] = []
    feed.subscribe(event => heard.push(`a${event.seq}`))
    const leave = feed.subscribe(event => heard.push(`b${event.seq}`))
    feed.publish(created('x'), 0)
    leave()
    feed.publish(created('y'), 0)
    expect(heard).toEqual(['a1', 'b1', 'a2'])
  })

  test('reports what a subscriber throws, and goes on with the others', () => {
    const errors: unknown[] = []
    const feed = new Feed(10, error => errors.push(error))
    const heard: number[] = []
    feed.subscribe(() => {
      throw new Error('broken')
    })
    feed.subscribe(event => heard.push(event.seq))
    feed.publish(created('x'), 0)
    feed.publish(created('y'), 0)
    expect(heard).toEqual([1, 2])
    expect(errors).toEqual([new Error('broken'), new Error('broken')])
  })

  test('shows all subscribers the same order, when one of them causes another change', () => {
    const feed = new Feed(10, fail)
    const heard: string[] = []
    feed.subscribe(event => {
      if (event.seq === 1) feed.publish(created('y'), 0)
      heard.push(`a${event.seq}`)
    })
    feed.subscribe(event => heard.push(`b${event.seq}`))
    feed.publish(created('x'), 0)
    expect(heard).toEqual(['a1', 'b1', 'a2', 'b2'])
  })

  test('does not call one who left, or one who came, during a delivery', () => {
    const feed = new Feed(10, fail)
    const heard: string[] = []
    let leave: (() => void) | undefined
    feed.subscribe(() => {
      leave?.()
      feed.subscribe(event => heard.push(`new${event.seq}`))
    })
    leave = feed.subscribe(event => heard.push(`old${event.seq}`))
    feed.publish(created('x'), 0)
    expect(heard).toEqual([])
  })

  test('forgets its events and goes on in its numbers', () => {
    const feed = feedWith(5)
    feed.forget()
    expect([feed.since(0), feed.since(4), feed.since(5)]).toEqual(['reset', 'reset', []])
    expect(feed.publish(created('x'), 0)).toBe(6)
    expect(seqs(feed.since(5))).toEqual([6])
  })
})

describe('a whole of several changes', () => {
  test('is delivered when all of it is done, before it returns', () => {
    const feed = new Feed(10, fail)
    const heard: number[] = []
    feed.subscribe(event => heard.push(event.seq))
    const result = feed.whole(() => {
      feed.publish(created('a'), 0)
      feed.whole(() => feed.publish(created('b'), 0))
      return heard.length
    })
    expect([result, heard]).toEqual([0, [1, 2]])
  })

  test('is delivered as far as it came when it breaks', () => {
    const feed = new Feed(10, fail)
    const heard: number[] = []
    feed.subscribe(event => heard.push(event.seq))
    expect(() =>
      feed.whole(() => {
        feed.publish(created('a'), 0)
        throw new Error('broken')
      }),
    ).toThrow('broken')
    feed.publish(created('b'), 0)
    expect(heard).toEqual([1, 2])
  })
})
