import type { Host } from '../world/world.ts'
import type { WorldIndex } from '../world/world-index.ts'
import { canonicalIp } from './ip-address.ts'

/** Finds the host behind an address of a world. */
export class HostDirectory {
  readonly #index: WorldIndex
  readonly #byAddress = new Map<string, Host>()

  constructor(index: WorldIndex) {
    this.#index = index
    for (const host of index.world.hosts.values()) {
      for (const address of host.addresses) {
        const ip = canonicalIp(address)
        // Of two hosts with one address the first answers, as of two listeners only one gets the port.
        if (!this.#byAddress.has(ip)) this.#byAddress.set(ip, host)
      }
    }
  }

  /**
   * @param name under which the address was found, which tells apart hosts that share it; null when it was given
   * @returns null when no host has this address
   */
  find(name: string | null, address: string): Host | null {
    const named = name === null ? undefined : this.#index.host(name)
    const ip = canonicalIp(address)
    if (named?.addresses.some(own => canonicalIp(own) === ip) === true) return named
    return this.#byAddress.get(ip) ?? null
  }
}
