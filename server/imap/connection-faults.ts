import type { Duplex } from 'node:stream'
import type { FaultReply } from '../delivery/faults/fault-deed.ts'
import { type About, SessionFaults, type SessionFaultsOptions } from '../delivery/faults/session-faults.ts'

/** What comes of a moment at which a fault may fire: it goes on, or this is said instead, or nobody hears any more. */
export type Verdict = 'go on' | 'gone' | FaultReply

/** Has the moments of one connection wait for what faults do to it. */
export class ConnectionFaults {
  readonly #faults: SessionFaults
  readonly #stream: Duplex
  #giveUp: () => void = () => {}

  /** @param stream the connection; when it is closed there is nothing to wait for */
  constructor(stream: Duplex, options: Omit<SessionFaultsOptions, 'protocol'>) {
    this.#stream = stream
    this.#faults = new SessionFaults({ ...options, protocol: 'imap' })
  }

  /** Whether any fault may fire at a moment. */
  watches(moment: string): boolean {
    return this.#faults.watches(moment)
  }

  /** Whether a fault holds the connection up, so that the client waits for us. */
  get isWaiting(): boolean {
    return this.#faults.isWaiting
  }

  /** Lets a moment go on, unless a fault will have it otherwise. */
  async meet(moment: string, about: About): Promise<Verdict> {
    // What a client had sent before it went away may come to its turn later.
    if (this.#stream.destroyed) return 'gone'
    const { promise, resolve } = Promise.withResolvers<Verdict>()
    const giveUp = (): void => resolve('gone')
    this.#giveUp = giveUp
    this.#stream.once('close', giveUp)
    this.#faults.pass(moment, about, { proceed: () => resolve('go on'), answer: resolve })
    const verdict = await promise
    this.#stream.off('close', giveUp)
    return verdict
  }

  /** Calls off what was to come: the connection ends. */
  close(): void {
    this.#faults.close()
    this.#giveUp()
  }
}
