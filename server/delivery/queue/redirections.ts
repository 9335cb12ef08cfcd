import type { StoredMessage } from '../../mailbox/stored-message.ts'
import type { EnvelopePath } from '../../message/envelope.ts'
import { canonicalAddress } from '../../message/mailbox-address.ts'
import type { DeliveryLimits } from '../delivery-limits.ts'
import type { Refusal } from '../routing/refusal.ts'
import type { DeliveryBook } from './delivery-book.ts'
import type { Copy, QueuedDelivery } from './queued-delivery.ts'

export interface RedirectionsOptions {
  readonly book: DeliveryBook
  readonly limits: DeliveryLimits
  /** Takes in the copy for another address. */
  readonly add: (copy: Copy) => void
  /** Takes in one that goes nowhere. */
  readonly refuse: (copy: Copy, refusal: Refusal) => void
}

// RFC 3463 §3.5: X.4.6, routing loop detected.
const LOOP: Refusal = {
  reply: { code: 554, enhanced: '5.4.6', text: 'the message comes back to an address that sent it on' },
  reason: 'policy',
}

const TOO_MANY: Refusal = {
  reply: { code: 554, enhanced: '5.4.6', text: 'the message was sent on to too many addresses' },
  reason: 'policy',
}

/** How far a message has spread. */
interface Spread {
  /** Every address to which it goes, canonical. */
  readonly known: Set<string>
  /** How many of these its envelope does not name. */
  redirected: number
}

/** Aliases, and accounts that send their mail on. A message goes to each address once, whatever ways lead there. */
export class Redirections {
  readonly #options: RedirectionsOptions
  readonly #spreads = new WeakMap<StoredMessage, Spread>()

  constructor(options: RedirectionsOptions) {
    this.#options = options
  }

  redirect(delivery: QueuedDelivery, targets: readonly string[]): void {
    const { book, add, refuse, limits } = this.#options
    book.write(delivery, 'redirected', { to: targets })
    const spread = this.#spreadOf(delivery.stored)
    // Most targets are new, and the way here is not walked for these: it may be long.
    let way: Set<string> | undefined
    for (const target of targets) {
      const key = canonicalAddress(target)
      const isLoop = spread.known.has(key)
      if (isLoop && !(way ??= wayTo(delivery)).delete(key)) continue
      spread.known.add(key)
      const copy = copyFor(delivery, target)
      if (spread.redirected >= limits.redirections) return refuse(copy, TOO_MANY)
      spread.redirected++
      if (isLoop) refuse(copy, LOOP)
      else add(copy)
    }
  }

  #spreadOf(message: StoredMessage): Spread {
    let spread = this.#spreads.get(message)
    if (spread === undefined) {
      const known = new Set(message.envelope.to.map(({ address }) => canonicalAddress(address)))
      this.#spreads.set(message, (spread = { known, redirected: 0 }))
    }
    return spread
  }
}

/** The addresses on the way to here that sent the message on and kept nothing: it must not come back to them. */
function wayTo(delivery: QueuedDelivery): Set<string> {
  const way = new Set<string>()
  for (let on: QueuedDelivery | null = delivery; on !== null; on = on.origin) {
    if (on.state !== 'delivered') way.add(canonicalAddress(on.recipient))
  }
  return way
}

function copyFor(parent: QueuedDelivery, address: string): Copy {
  const { stored: message, path, server, trace } = parent
  return { message, path: pathTo(address, path), server, trace, parent }
}

/** RFC 3461 §5.2.7: what the sender asked for of the original recipient goes on to where its mail goes. */
function pathTo(address: string, { parameters }: EnvelopePath): EnvelopePath {
  return { address, argument: `<${address}>`, parameters }
}
