import type { Delivery, Page, QueuedDelivery, Retried, Transcript, TranscriptLine } from '../http/contract.ts'
import { bothQueries } from './scope.ts'
import type { Transport } from './transport.ts'

/** Which part of the queue is wanted. */
export interface QueueOptions {
  /** Only deliveries of messages that match. */
  readonly query?: string | undefined
  /** Deliveries of a page: 50 unless said otherwise, 1,000 at most. */
  readonly limit?: number | undefined
  /** The `next` of an earlier page. */
  readonly page?: string | undefined
}

/**
 * Deliveries that are not done yet, of our server and of the simulated relays. A client with a scope lists and retries
 * those of the messages in it.
 */
export class QueueClient {
  readonly #transport: Transport
  readonly #scope: string | undefined

  constructor(transport: Transport, scope: string | undefined) {
    this.#transport = transport
    this.#scope = scope
  }

  /** One page of those that wait or are held, newest first. */
  list({ query, ...parameters }: QueueOptions = {}): Promise<Page<QueuedDelivery>> {
    return this.#transport.json('GET', '/queue', {
      parameters: { query: bothQueries(this.#scope, query), ...parameters },
    })
  }

  /**
   * A delivery with all that befell it; also one that is over, as long as its message lives.
   *
   * @throws FacteurError `no-such-delivery`
   */
  get(id: string): Promise<Delivery> {
    return this.#transport.json('GET', deliveryPath(id))
  }

  /**
   * What was said in an attempt to deliver, as far as a simulated host says anything.
   *
   * @param attempt which of its steps of the type `attempted`; the first is 1
   * @throws FacteurError `no-such-delivery`; `no-such-attempt`
   */
  async transcript(id: string, attempt: number): Promise<TranscriptLine[]> {
    const path = `${deliveryPath(id)}/attempts/${attempt}/transcript`
    const { items } = await this.#transport.json<Transcript>('GET', path)
    return items
  }

  /** @throws FacteurError `no-such-delivery`; `delivery-state` when it does not wait */
  retry(id: string): Promise<Delivery> {
    return this.#transport.json('POST', `${deliveryPath(id)}/retry`)
  }

  /** Tries every delivery now that waits, of messages that match; gives how many. */
  async retryAll({ query }: { query?: string } = {}): Promise<number> {
    const parameters = { query: bothQueries(this.#scope, query) }
    const { retried } = await this.#transport.json<Retried>('POST', '/queue/retry', { parameters })
    return retried
  }

  /** @throws FacteurError `no-such-delivery`; `delivery-state` when it does not wait */
  hold(id: string): Promise<Delivery> {
    return this.#transport.json('POST', `${deliveryPath(id)}/hold`)
  }

  /** @throws FacteurError `no-such-delivery`; `delivery-state` when it is not held */
  release(id: string): Promise<Delivery> {
    return this.#transport.json('POST', `${deliveryPath(id)}/release`)
  }

  /** Lets a delivery bounce now. @throws FacteurError `no-such-delivery`; `delivery-state` when it is over */
  giveUp(id: string): Promise<Delivery> {
    return this.#transport.json('POST', `${deliveryPath(id)}/giveup`)
  }
}

function deliveryPath(id: string): string {
  return `/queue/${encodeURIComponent(id)}`
}
