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

/** Aliases, and accounts that send their mail on. A message goes to each address once, whatever ways lead there. */
export class Redirections {
  readonly #options: RedirectionsOptions

  constructor(options: RedirectionsOptions) {
    this.#options = options
  }

  redirect(delivery: QueuedDelivery, targets: readonly string[]): void {
    const { book, add, refuse, limits } = this.#options
    book.write(delivery, 'redirected', { to: targets })
    const others = book.ofMessage(delivery.message)
    const known = new Set(Array.from(others, ({ recipient }) => canonicalAddress(recipient)))
    let room = limits.redirections - Array.from(others).filter(({ parent }) => parent !== null).length
    for (const target of targets) {
      const key = canonicalAddress(target)
      const copy = copyFor(delivery, target)
      if (known.has(key)) {
        if (isLoop(delivery, key)) refuse(copy, LOOP)
        continue
      }
      known.add(key)
      if (room <= 0) return refuse(copy, TOO_MANY)
      room--
      add(copy)
    }
  }
}

/** Whether an address on the way to here sent the message on and kept nothing. */
function isLoop(delivery: QueuedDelivery, key: string): boolean {
  for (let on: QueuedDelivery | null = delivery; on !== null; on = on.origin) {
    if (canonicalAddress(on.recipient) === key) return on.state !== 'delivered'
  }
  return false
}

function copyFor(parent: QueuedDelivery, address: string): Copy {
  const { stored: message, path, server, trace } = parent
  return { message, path: pathTo(address, path), server, trace, parent }
}

/** RFC 3461 §5.2.7: what the sender asked for of the original recipient goes on to where its mail goes. */
function pathTo(address: string, { parameters }: EnvelopePath): EnvelopePath {
  return { address, argument: `<${address}>`, parameters }
}
