import type { Event, Info, Message } from '../http/contract.ts'
import { AccountsClient, FoldersClient } from './accounts-client.ts'
import { ClockClient } from './clock-client.ts'
import type { WebSocketConstructor } from './event-connection.ts'
import { streamEvents, type EventOptions } from './event-stream.ts'
import { FaultsClient } from './faults-client.ts'
import { MessagesClient } from './messages-client.ts'
import { QueueClient } from './queue-client.ts'
import { readServerUrl } from './server-url.ts'
import { Transport } from './transport.ts'
import type { WaitOptions } from './wait.ts'
import { WorldClient } from './world-client.ts'

export type * from '../http/contract.ts'
export type { EntriesClient } from './accounts-client.ts'
export type { AccountsClient, FoldersClient } from './accounts-client.ts'
export type { ClockClient } from './clock-client.ts'
export type { Duration } from './duration.ts'
export type { EventOptions } from './event-stream.ts'
export type { FaultsClient } from './faults-client.ts'
export { FacteurError } from './facteur-error.ts'
export type { InjectedEnvelope, ListOptions, MessagesClient, Selection } from './messages-client.ts'
export type { QueueClient, QueueOptions } from './queue-client.ts'
export { UnexpectedMessageError, WaitTimeoutError } from './wait-errors.ts'
export type { WaitOptions } from './wait.ts'
export type { WorldClient } from './world-client.ts'

export interface ClientOptions {
  /**
   * Where Facteur is, such as `http://localhost:8025`, or `http://name:password@localhost:8025` for a server with
   * `--http-user`; in a browser, the page's own server unless said otherwise.
   */
  readonly baseUrl?: string
  /**
   * A query that is added to all that this client lists, waits for, marks, deletes and listens to, so that tests that
   * run side by side do not see each other's mail: `to:ci-42@x.test`. A scope that names an `account:` deletes from
   * that account only.
   */
  readonly scope?: string
  /** The Authorization header field, where the credentials are not in the URL. */
  readonly authorization?: string | undefined
  /** In place of the global one. */
  readonly fetch?: typeof fetch
  /** In place of the global one. */
  readonly WebSocket?: WebSocketConstructor
}

/** The whole HTTP API of one Facteur, in browsers and in Node 22 or newer. Its errors are `FacteurError`s. */
export interface Client {
  readonly baseUrl: string
  readonly messages: MessagesClient
  readonly accounts: AccountsClient
  /** Scripted misbehaviour of the listeners. */
  readonly faults: FaultsClient
  /** The simulated outside. */
  readonly world: WorldClient
  readonly clock: ClockClient
  /** Deliveries that are not done yet. */
  readonly queue: QueueClient
  /** The folders of an account. */
  folders(address: string): FoldersClient
  /** What the sandbox is, holds and listens on. */
  info(): Promise<Info>
  /** Where the feed stands now: for `after`, to see only what comes from here on. */
  cursor(): Promise<number>
  /**
   * Waits for a message that matches, and gives it whole: the newest that is there already, or the first that comes;
   * with `after`, the first since that cursor.
   *
   * @throws WaitTimeoutError when none comes in time; its message tells what came instead, and why that does not match
   */
  waitForMessage(query?: string, options?: WaitOptions): Promise<Message>
  /**
   * Proves that no message matches until the time is over; gives the cursor up to which that is true.
   *
   * @throws UnexpectedMessageError at once when one does
   */
  waitForNone(query?: string, options?: WaitOptions): Promise<number>
  /** All changes as they happen, in frames of one or more; ends when its signal is aborted or the loop is left. */
  events(options?: EventOptions): AsyncGenerator<Event[], void, undefined>
  /**
   * Calls `listener` with each frame of events.
   *
   * @param options `onError` is told when the server refuses, after which nothing more comes
   * @returns the function that ends it
   */
  watch(listener: (events: Event[]) => void, options?: WatchOptions): () => void
}

export interface WatchOptions extends Omit<EventOptions, 'signal'> {
  readonly onError?: (error: unknown) => void
}

/**
 * Makes a client. It opens no connection until it is asked for something.
 *
 * @throws TypeError when the base URL is none, or there is none and no page to take it from
 */
export function createClient(options: ClientOptions = {}): Client {
  const { scope } = options
  const { baseUrl, authorization } = readServerUrl(baseUrlOf(options))
  const transport = new Transport({
    baseUrl,
    authorization: options.authorization ?? authorization,
    fetch: options.fetch ?? ((...request) => globalThis.fetch(...request)),
  })
  const messages = new MessagesClient(transport, scope)
  const events = (wish: EventOptions = {}) =>
    streamEvents(transport, options.WebSocket ?? globalThis.WebSocket, scope, wish)
  return {
    baseUrl: transport.baseUrl,
    messages,
    accounts: new AccountsClient(transport),
    faults: new FaultsClient(transport, scope),
    world: new WorldClient(transport),
    clock: new ClockClient(transport),
    queue: new QueueClient(transport, scope),
    folders: address => new FoldersClient(transport, address, scope),
    info: () => transport.json('GET', '/info'),
    cursor: async () => (await transport.json<Info>('GET', '/info')).cursor,
    waitForMessage: async (query, wish) => (await messages.wait(query, { ...wish, count: 1 })).items[0]!,
    waitForNone: async (query, wish) => (await messages.wait(query, { ...wish, count: 0 })).cursor,
    events,
    watch: (listener, { onError, ...wish } = {}) => {
      const ending = new AbortController()
      void listen(events({ ...wish, signal: ending.signal }), listener, onError)
      return () => ending.abort()
    },
  }
}

async function listen(
  frames: AsyncIterable<Event[]>,
  listener: (events: Event[]) => void,
  onError: (error: unknown) => void = error => queueMicrotask(() => reportError(error)),
): Promise<void> {
  try {
    for await (const frame of frames) listener(frame)
  } catch (error) {
    onError(error)
  }
}

function reportError(error: unknown): never {
  throw error
}

function baseUrlOf({ baseUrl }: ClientOptions): string {
  const page = (globalThis as { location?: { origin?: string } }).location?.origin
  const url = baseUrl ?? page
  if (url === undefined) {
    throw new TypeError(`createClient needs to know where Facteur is: { baseUrl: 'http://localhost:8025' }`)
  }
  return url
}
