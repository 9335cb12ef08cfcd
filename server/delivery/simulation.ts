import type { Clock } from '../clock.ts'
import type { Store } from '../mailbox/store.ts'
import type { StoredMessage } from '../mailbox/stored-message.ts'
import type { EnvelopePath, Submission } from '../message/envelope.ts'
import type { DeliveryLimits } from './delivery-limits.ts'
import type { HostClient } from './hosts/host-call.ts'
import { SimulatedHosts } from './hosts/simulated-hosts.ts'
import { HostCalls } from './queue/host-calls.ts'
import type { Opening } from './queue/courier.ts'
import { Queue } from './queue/queue.ts'
import { Reports } from './reports/reports.ts'
import { Router } from './routing/router.ts'
import type { WorldHolder } from './world/world-holder.ts'

export interface SimulationOptions {
  readonly store: Store
  readonly clock: Clock
  readonly world: WorldHolder
  readonly limits: DeliveryLimits
  /** The server that captures. */
  readonly own: HostClient
  /** Takes in the reports that we write. */
  readonly submit: (submission: Submission) => StoredMessage
  /** Told of a fault of ours in the queue; a process warning, if not given. */
  readonly onError?: ((error: unknown) => void) | undefined
}

/** All that happens to mail of which the world says something: loaded when the first client comes. */
export class Simulation {
  readonly queue: Queue
  readonly reports: Reports
  readonly router: Router
  readonly #own: HostClient

  constructor({ submit, onError, ...options }: SimulationOptions) {
    const { clock, own, store } = options
    const calls = new HostCalls({ ...options, hosts: new SimulatedHosts() })
    this.#own = own
    const reports = (this.reports = new Reports({ submit, clock, hostname: own.name }))
    // The accounts of another world are others, whatever their names.
    options.world.onChange(change => change === 'put' && reports.forget())
    this.queue = new Queue({ ...options, calls, reports, ...(onError && { onError }) })
    this.router = new Router({ store, calls, own })
  }

  /** Sends the copies of a captured message on their way. */
  send(
    message: StoredMessage,
    recipients: readonly { readonly path: EnvelopePath; readonly opening: Opening | null }[],
  ): void {
    const server = this.#own
    this.queue.add(
      recipients.map(({ path, opening }) => ({
        copy: { message, path, server, trace: null, parent: null },
        opening,
      })),
    )
  }

  reset(): void {
    this.queue.reset()
    this.reports.reset()
  }
}
