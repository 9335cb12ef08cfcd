import type { Clock } from '../../clock.ts'
import type { Feed } from '../../mailbox/feed.ts'
import type { FeedEvent } from '../../mailbox/feed-event.ts'
import { ProblemError } from '../problem.ts'
import type { EventFilter } from './event-filter.ts'
import { eventJson, streamEventJson } from './event-json.ts'
import type { EventSink, Framing, TextEvent } from './event-sink.ts'

/** Events that a listener who catches up gets in one frame. */
const CATCH_UP = 200

/** Milliseconds between signs of life. */
const HEARTBEAT = 15_000

export interface EventHubOptions {
  readonly feed: Feed
  readonly clock: Clock
  readonly instance: string
  /** Listeners at a time. */
  readonly maxListeners: number
  /** Bytes that may wait for one listener before it is cut off. */
  readonly maxBacklog: number
}

/** Where a listener wants to begin. */
export interface Cursor {
  readonly seq: number
  /** The instance that gave the number; null when it was not told. */
  readonly instance: string | null
}

interface Listener {
  readonly sink: EventSink
  readonly filter: EventFilter | null
  /** The last event it has been sent, or was passed over. */
  position: number
  /** Whether it gets events as they come; before that it is being sent those of the past. */
  live: boolean
}

/** An event of the feed that becomes text once, whoever asks first. */
class HubEvent implements TextEvent {
  readonly event: FeedEvent
  readonly #instance: string
  #json: string | null = null

  constructor(event: FeedEvent, instance: string) {
    this.event = event
    this.#instance = instance
  }

  get seq(): number {
    return this.event.seq
  }

  get json(): string {
    return (this.#json ??= eventJson(this.event, this.#instance))
  }
}

/**
 * Hands the feed to all listeners of the event stream. It subscribes once, makes text of each event once, and sends
 * what happened in one tick as one frame, which is the same bytes for all who asked for everything.
 */
export class EventHub {
  readonly #options: EventHubOptions
  readonly #listeners = new Set<Listener>()
  readonly #unsubscribe: () => void
  #pending: HubEvent[] = []
  #flushing: NodeJS.Immediate | undefined
  #heartbeat: NodeJS.Timeout | undefined

  constructor(options: EventHubOptions) {
    this.#options = options
    this.#unsubscribe = options.feed.subscribe(event => this.#take(event))
  }

  /** How many listen. */
  get count(): number {
    return this.#listeners.size
  }

  /** @throws ProblemError `too-many-listeners` when no more can listen */
  checkRoom(): void {
    const { maxListeners } = this.#options
    if (this.#listeners.size < maxListeners) return
    throw new ProblemError(
      'too-many-listeners',
      `${maxListeners} clients listen already; close some, or start Facteur with --max-event-streams.`,
    )
  }

  /**
   * Sends events to `sink` from now on: a `hello`, then all that happened after the cursor, or a `reset` when that
   * is not known any more, then what happens.
   *
   * @param after where to begin; null is now
   * @returns the function that ends it
   */
  listen(sink: EventSink, after: Cursor | null, filter: EventFilter | null): () => void {
    const { feed, maxListeners } = this.#options
    if (this.#listeners.size >= maxListeners) {
      // Others came while this one was shaking hands.
      sink.close('come-back-later')
      return () => {}
    }
    const isLost = after !== null && this.#isLost(after)
    const position = after === null || isLost ? feed.seq : after.seq
    const listener: Listener = { sink, filter, position, live: false }
    this.#listeners.add(listener)
    this.#heartbeat ??= setInterval(() => this.#beat(), HEARTBEAT).unref()
    this.#say(listener, 'hello')
    if (isLost) this.#say(listener, 'reset')
    this.#catchUp(listener)
    return () => this.#remove(listener)
  }

  /** Whether what happened after the cursor is not known, or not known any more. */
  #isLost({ seq, instance }: Cursor): boolean {
    const { feed, instance: own } = this.#options
    return (instance !== null && instance !== own) || feed.since(seq) === 'reset'
  }

  /** Ends all streams. */
  close(): void {
    this.#unsubscribe()
    clearImmediate(this.#flushing)
    clearInterval(this.#heartbeat)
    for (const { sink } of this.#listeners) sink.close('server-closes')
    this.#listeners.clear()
  }

  #take(event: FeedEvent): void {
    if (this.#listeners.size === 0) return
    this.#pending.push(new HubEvent(event, this.#options.instance))
    this.#flushing ??= setImmediate(() => this.#flush())
  }

  #flush(): void {
    const events = this.#pending
    this.#pending = []
    this.#flushing = undefined
    const frames = new Map<Framing, Buffer>()
    for (const listener of this.#listeners) {
      if (listener.live) this.#deliver(listener, events, frames)
    }
  }

  /** @param frames the frame of all `events` in each framing, once it was made */
  #deliver(listener: Listener, events: readonly HubEvent[], frames: Map<Framing, Buffer>): void {
    const { sink, filter, position } = listener
    listener.position = Math.max(position, events.at(-1)?.seq ?? 0)
    const all = filter === null && position < (events[0]?.seq ?? 0)
    if (!all) {
      const wanted = events.filter(({ event }) => event.seq > position && (filter?.(event) ?? true))
      if (wanted.length > 0) this.#send(listener, sink.framing(wanted, this.#options.instance))
      return
    }
    const frame = frames.get(sink.framing) ?? sink.framing(events, this.#options.instance)
    frames.set(sink.framing, frame)
    this.#send(listener, frame)
  }

  #send(listener: Listener, frame: Buffer, sent?: () => void): void {
    if (listener.sink.buffered > this.#options.maxBacklog) {
      this.#remove(listener)
      listener.sink.close('come-back-later')
      return
    }
    listener.sink.send(frame, sent)
  }

  /** Sends a piece of the past, and the next one when that has gone out; a listener who has seen all goes live. */
  #catchUp(listener: Listener): void {
    if (!this.#listeners.has(listener)) return
    const { feed, instance } = this.#options
    const missed = feed.since(listener.position)
    if (missed === 'reset') {
      this.#reset(listener)
      listener.live = true
      return
    }
    const piece = missed.slice(0, CATCH_UP)
    listener.position = piece.at(-1)?.seq ?? listener.position
    listener.live = piece.length === missed.length
    const wanted = piece.filter(event => listener.filter?.(event) ?? true)
    const go = listener.live ? undefined : () => setImmediate(() => this.#catchUp(listener))
    if (wanted.length === 0) go?.()
    else {
      const texts = wanted.map(event => new HubEvent(event, instance))
      this.#send(listener, listener.sink.framing(texts, instance), go)
    }
  }

  #reset(listener: Listener): void {
    listener.position = this.#options.feed.seq
    this.#say(listener, 'reset')
  }

  #say(listener: Listener, type: 'hello' | 'reset'): void {
    const { clock, instance } = this.#options
    const seq = listener.position
    const event = { seq, json: streamEventJson({ type, seq, at: clock.now() }, instance) }
    this.#send(listener, listener.sink.framing([event], instance))
  }

  #beat(): void {
    for (const { sink } of this.#listeners) sink.beat()
  }

  #remove(listener: Listener): void {
    this.#listeners.delete(listener)
    if (this.#listeners.size > 0) return
    clearInterval(this.#heartbeat)
    this.#heartbeat = undefined
  }
}
