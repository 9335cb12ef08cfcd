import type { Deleted, Fault, FaultRule, Page } from '../http/contract.ts'
import { bothQueries } from './scope.ts'
import type { Transport } from './transport.ts'

/** Scripted misbehaviour of the listeners. A client with a scope sets, lists and deletes the faults of its scope. */
export class FaultsClient {
  readonly #transport: Transport
  readonly #scope: string | undefined

  constructor(transport: Transport, scope: string | undefined) {
    this.#transport = transport
    this.#scope = bothQueries(scope, undefined)
  }

  /** All, in the order in which they are tried; also those that are over. */
  async list(): Promise<Fault[]> {
    const { items } = await this.#transport.json<Page<Fault>>('GET', '/faults', this.#selection)
    return items
  }

  /** @throws FacteurError `no-such-fault` */
  get(id: string): Promise<Fault> {
    return this.#transport.json('GET', faultPath(id))
  }

  /**
   * Sets a fault, behind all others; it takes effect at once. Of a client with a scope, it bears that scope.
   *
   * @throws FacteurError `invalid-request`, also for a scope that cannot be known at the stage; `too-many-faults`
   */
  add(rule: FaultRule): Promise<Fault> {
    const json = this.#scope === undefined ? rule : { ...rule, scope: this.#scope }
    return this.#transport.json('POST', '/faults', { json })
  }

  /** @throws FacteurError `no-such-fault` */
  delete(id: string): Promise<void> {
    return this.#transport.done('DELETE', faultPath(id))
  }

  /** Deletes all; gives how many. */
  async deleteAll(): Promise<number> {
    const { deleted } = await this.#transport.json<Deleted>('DELETE', '/faults', this.#selection)
    return deleted
  }

  get #selection(): { parameters: { scope: string | undefined } } {
    return { parameters: { scope: this.#scope } }
  }
}

function faultPath(id: string): string {
  return `/faults/${encodeURIComponent(id)}`
}
