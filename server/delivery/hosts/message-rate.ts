import { RecencyMap } from './recency-map.ts'

const MINUTE = 60_000

/** Messages that come within so many milliseconds count as one lot, so that a client has at most 600 of them. */
const LOT = 100

/** It is forgotten as a whole, a minute after its last message: none is too early. */
interface Lot {
  readonly first: number
  last: number
  messages: number
}

interface Window {
  readonly lots: Lot[]
  messages: number
}

/** Counts the messages that hosts took of each client within the last minute of world time; bounded. */
export class MessageRate {
  readonly #windows: RecencyMap<Window>

  /** @param limit most clients; beyond that the one quiet for longest begins anew */
  constructor(limit: number) {
    this.#windows = new RecencyMap(limit)
  }

  get size(): number {
    return this.#windows.size
  }

  /** How many messages were taken within the last minute. */
  count(client: string, now: number): number {
    const window = this.#windows.get(client)
    return window === undefined ? 0 : slide(window, now)
  }

  /** Notes that a message was taken. */
  add(client: string, now: number): void {
    this.#forget(now)
    const window = this.#windows.get(client) ?? { lots: [], messages: 0 }
    slide(window, now)
    const last = window.lots.at(-1)
    if (last !== undefined && now - last.first < LOT) {
      last.last = now
      last.messages++
    } else window.lots.push({ first: now, last: now, messages: 1 })
    window.messages++
    this.#windows.set(client, window)
  }

  reset(): void {
    this.#windows.clear()
  }

  #forget(now: number): void {
    for (let { oldest } = this.#windows; oldest !== undefined; { oldest } = this.#windows) {
      if (slide(oldest, now) > 0) return
      this.#windows.deleteOldest()
    }
  }
}

/** Drops what is a minute old, and what lies in the future since the clock was set back; gives what remains. */
function slide(window: Window, now: number): number {
  const { lots } = window
  for (let lot = lots[0]; lot !== undefined && now - lot.last >= MINUTE; lot = lots[0]) {
    window.messages -= lot.messages
    lots.shift()
  }
  for (let lot = lots.at(-1); lot !== undefined && lot.last > now; lot = lots.at(-1)) {
    window.messages -= lot.messages
    lots.pop()
  }
  return window.messages
}
