import type { ReadyMadeAddress, ReadyMadeAddresses, World } from '../http/contract.ts'
import type { Transport } from './transport.ts'

/** The simulated outside: domains, their hosts, and how these behave. It is one for all clients, whatever their scope. */
export class WorldClient {
  readonly #transport: Transport

  constructor(transport: Transport) {
    this.#transport = transport
  }

  /** As it was put, and changed since. */
  get(): Promise<World> {
    return this.#transport.json('GET', '/world')
  }

  /**
   * Puts another world in place of this one, in one step; `{}` simulates nothing but the ready-made addresses.
   *
   * @throws FacteurError `invalid-request`, with the place in `problem.errors`; nothing is changed then
   */
  put(world: World): Promise<World> {
    return this.#transport.json('PUT', '/world', { json: world })
  }

  /**
   * Changes what the patch names, in one step; null takes a member away, a list takes the place of the whole list.
   *
   * @throws FacteurError `invalid-request`, with the place in `problem.errors`; nothing is changed then
   */
  patch(patch: object): Promise<World> {
    return this.#transport.json('PATCH', '/world', { json: patch })
  }

  /** The addresses that behave in a way of their own without a world, such as those of unknown.test. */
  async readyMade(): Promise<ReadyMadeAddress[]> {
    const { items } = await this.#transport.json<ReadyMadeAddresses>('GET', '/world/ready-made')
    return items
  }
}
