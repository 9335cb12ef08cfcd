import { describe, expect, it, onTestFinished } from 'vitest'
import { EventHub } from '../../server/http/events/event-hub.ts'
import type { EventSink, TextEvent } from '../../server/http/events/event-sink.ts'
import { capture, captureMany, createGround } from './http-fixture.ts'

/** A connection whose peer reads when it is told to. */
class StubSink implements EventSink {
  readonly frames: TextEvent[][] = []
  readonly closed: string[] = []
  beats = 0
  buffered = 0
  /** Called to say that a frame has gone out; nothing goes out by itself. */
  readonly unsent: (() => void)[] = []

  readonly framing = (events: readonly TextEvent[]): Buffer =>
    Buffer.from(JSON.stringify(events.map(({ seq, json }) => ({ seq, json }))))

  send(frame: Buffer, sent?: () => void): void {
    this.frames.push(JSON.parse(frame.toString()) as TextEvent[])
    if (sent !== undefined) this.unsent.push(sent)
  }

  beat(): void {
    this.beats++
  }

  close(reason: string): void {
    this.closed.push(reason)
  }

  get seqs(): number[] {
    return this.frames.flat().map(event => event.seq)
  }
}

function createHub(limits: { maxListeners?: number; maxBacklog?: number } = {}) {
  const { store, clock } = createGround()
  const hub = new EventHub({
    feed: store.feed,
    clock,
    instance: 'abc',
    maxListeners: 10,
    maxBacklog: 1000,
    ...limits,
  })
  onTestFinished(() => hub.close())
  return { hub, store }
}

const flushed = () => new Promise(resolve => setImmediate(resolve))

describe('the event hub', () => {
  it('sends the past in pieces, each when the one before has gone out', async () => {
    const { hub, store } = createHub()
    captureMany(store, 100)
    const sink = new StubSink()
    hub.listen(sink, { seq: 0, instance: null }, null)
    expect(sink.frames.map(frame => frame.length)).toEqual([1, 200])
    await flushed()
    expect(sink.frames).toHaveLength(2)
    // What happens meanwhile is part of the past by the time it is reached.
    capture(store)
    await flushed()
    sink.unsent.shift()?.()
    await flushed()
    expect(sink.frames.map(frame => frame.length)).toEqual([1, 200, store.feed.seq - 200])
    capture(store)
    await flushed()
    expect(sink.seqs.slice(1)).toEqual(Array.from({ length: store.feed.seq }, (_, index) => index + 1))
  })

  it.each([
    ['is of another instance', { seq: 3, instance: 'other' }],
    ['lies in the future', { seq: 1000, instance: null }],
    ['is older than what is remembered', { seq: 0, instance: null }],
  ])('says where the feed stands to whom a cursor leads nowhere, as it %s', async (_, cursor) => {
    const { hub, store } = createHub()
    captureMany(store, 10)
    store.reset()
    const sink = new StubSink()
    hub.listen(sink, cursor, null)
    await flushed()
    const here = store.feed.seq
    expect(sink.frames.flat().map(({ seq, json }) => [seq, /"type":"(\w+)"/.exec(json)?.[1]])).toEqual([
      [here, 'hello'],
      [here, 'reset'],
    ])
    capture(store)
    await flushed()
    expect(sink.seqs[2]).toBe(here + 1)
  })

  it('makes one frame for all who ask for everything', async () => {
    const { hub, store } = createHub()
    let made = 0
    const sinks = [new StubSink(), new StubSink(), new StubSink()]
    const framing = (events: readonly TextEvent[]): Buffer => {
      made++
      return Buffer.from(JSON.stringify(events.map(({ seq, json }) => ({ seq, json }))))
    }
    for (const sink of sinks) hub.listen(Object.assign(sink, { framing }), null, null)
    made = 0
    captureMany(store, 10)
    await flushed()
    expect(made).toBe(1)
    for (const sink of sinks) expect(sink.frames[1]).toHaveLength(store.feed.seq)
  })

  it('cuts off a listener for whom more waits than the limit, and nobody else', async () => {
    const { hub, store } = createHub({ maxBacklog: 1000 })
    const slow = new StubSink()
    const quick = new StubSink()
    hub.listen(slow, null, null)
    hub.listen(quick, null, null)
    slow.buffered = 1000
    capture(store)
    await flushed()
    expect(slow.closed).toEqual([])
    slow.buffered = 1001
    capture(store)
    await flushed()
    expect(slow.closed).toEqual(['come-back-later'])
    expect(quick.seqs.at(-1)).toBe(store.feed.seq)
    expect(hub.count).toBe(1)
  })

  it('has no room for more listeners than the limit', () => {
    const { hub } = createHub({ maxListeners: 1 })
    const stop = hub.listen(new StubSink(), null, null)
    expect(() => hub.checkRoom()).toThrow(/1 clients listen already/)
    const late = new StubSink()
    hub.listen(late, null, null)
    expect(late.closed).toEqual(['come-back-later'])
    expect(late.frames).toEqual([])
    stop()
    hub.checkRoom()
  })

  it('keeps nothing of what happens while nobody listens', async () => {
    const { hub, store } = createHub()
    captureMany(store, 10)
    const sink = new StubSink()
    hub.listen(sink, null, null)
    await flushed()
    expect(sink.seqs).toEqual([store.feed.seq])
  })

  it('sends nothing after it was closed', async () => {
    const { hub, store } = createHub()
    const sink = new StubSink()
    hub.listen(sink, null, null)
    capture(store)
    hub.close()
    await flushed()
    expect(sink.closed).toEqual(['server-closes'])
    expect(sink.frames).toHaveLength(1)
  })
})
