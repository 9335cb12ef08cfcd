import type { Clock } from '../clock.ts'
import type { OpenSession } from '../net/sessions.ts'
import type { Feed } from './feed.ts'

/** Ids that one event tells at most. */
const MOST_IDS = 1000

/** Gathers which messages a session fetched, so that one event tells of many. */
export class FetchRecord {
  readonly #feed: Feed
  readonly #clock: Clock
  readonly #session: OpenSession
  #ids: string[] = []

  constructor({ feed, clock }: { feed: Feed; clock: Clock }, session: OpenSession) {
    this.#feed = feed
    this.#clock = clock
    this.#session = session
  }

  /** Takes note of a message whose content went to the client. */
  add(id: string): void {
    this.#ids.push(id)
    if (this.#ids.length >= MOST_IDS) this.tell()
  }

  /** Publishes what was fetched since the last time, if anything was. */
  tell(): void {
    if (this.#ids.length === 0) return
    const { id, protocol, address, port, user } = this.#session
    const ids = this.#ids
    this.#ids = []
    this.#feed.publish({ type: 'session.fetched', id, protocol, address, port, user, ids }, this.#clock.now())
  }
}
