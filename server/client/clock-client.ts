import type { ClockState } from '../http/contract.ts'
import type { Duration } from './duration.ts'
import { toMilliseconds } from './duration.ts'
import type { Transport } from './transport.ts'

/** World time: what `receivedAt`, retention and everything simulated go by. */
export class ClockClient {
  readonly #transport: Transport

  constructor(transport: Transport) {
    this.#transport = transport
  }

  get(): Promise<ClockState> {
    return this.#transport.json('GET', '/clock')
  }

  /** Moves the clock forward; all that falls due on the way has happened when this answers. */
  advance(by: Duration): Promise<ClockState> {
    return this.#transport.json('POST', '/clock/advance', { json: { by: `${toMilliseconds(by)}ms` } })
  }

  /** Stops it, where it stands or at an instant. */
  freeze(at?: Date): Promise<ClockState> {
    return this.#set({ mode: 'frozen', ...instant(at) })
  }

  /** Lets it run `rate` times as fast as real time, from where it stands or from an instant. */
  run(rate: number, at?: Date): Promise<ClockState> {
    return this.#set({ mode: 'running', rate, ...instant(at) })
  }

  /** Back to real time. */
  reset(): Promise<ClockState> {
    return this.#set({ mode: 'real' })
  }

  #set(setting: object): Promise<ClockState> {
    return this.#transport.json('POST', '/clock', { json: setting })
  }
}

function instant(at: Date | undefined): { at?: string } {
  return at === undefined ? {} : { at: at.toISOString() }
}
