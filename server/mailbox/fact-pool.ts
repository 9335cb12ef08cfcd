import type { Envelope, EnvelopePath } from '../message/envelope.ts'
import { parseAddressList } from '../message/mailbox-address.ts'
import type { MailboxAddress } from '../message/mailbox-address.ts'
import { summarise } from '../message/summary.ts'
import type { Summary } from '../message/summary.ts'

const NO_PARAMETERS: EnvelopePath['parameters'] = {}

/**
 * Most strings and most paths that are remembered. When there are more, all are forgotten: those in use come
 * again.
 */
const POOL_SIZE = 4096

/** Longer strings than this, in characters, are hardly ever the same as another. */
const POOLED_LENGTH = 200

/** Where strings are copied; longer ones are worth memory of their own. */
const scratch = Buffer.allocUnsafeSlow(4096)

/**
 * Keeps what is known of messages in little memory, as there may be a hundred thousand of them: names and
 * addresses that come again and again are held once, lists have no room to grow, and strings are no cuts that
 * keep alive the whole header field that they were cut from.
 */
export class FactPool {
  readonly #texts = new Map<string, string>()
  /** Recipients without parameters, by their argument. */
  readonly #paths = new Map<string, EnvelopePath>()
  /** What address fields hold, by their values. */
  readonly #lists = new Map<string, readonly MailboxAddress[]>()

  /** The summary of a message, to be kept. */
  summary(raw: Buffer): Summary {
    const summary = summarise(raw, this.#addresses)
    return { ...summary, subject: ownString(summary.subject), tags: summary.tags.map(ownString) }
  }

  /** The same envelope, to be kept. */
  envelope({ from, to }: Envelope): Envelope {
    return { from: this.#path(from), to: to.map(path => this.#path(path)) }
  }

  #addresses = (value: string): readonly MailboxAddress[] => {
    const known = this.#lists.get(value)
    if (known !== undefined) return known
    const parsed = parseAddressList(value)
    const list = parsed.map(({ name, address }) => ({ name: this.#text(name), address: this.#text(address) }))
    if (value.length <= POOLED_LENGTH) remember(this.#lists, ownString(value), list)
    return list
  }

  #path({ address, argument, parameters }: EnvelopePath): EnvelopePath {
    if (Object.keys(parameters).length > 0) {
      return { address: this.#text(address), argument: this.#text(argument), parameters }
    }
    const known = this.#paths.get(argument)
    if (known !== undefined && known.address === address) return known
    const path = { address: this.#text(address), argument: this.#text(argument), parameters: NO_PARAMETERS }
    remember(this.#paths, path.argument, path)
    return path
  }

  #text(text: string): string {
    if (text.length > POOLED_LENGTH) return ownString(text)
    const known = this.#texts.get(text)
    if (known !== undefined) return known
    const own = ownString(text)
    remember(this.#texts, own, own)
    return own
  }
}

function remember<T>(pool: Map<string, T>, key: string, value: T): void {
  if (pool.size >= POOL_SIZE) pool.clear()
  pool.set(key, value)
}

/** A copy that holds no more than itself. */
function ownString(text: string): string {
  if (!text.isWellFormed()) return text
  const bytes = text.length * 3 <= scratch.length ? scratch : Buffer.allocUnsafe(text.length * 3)
  return bytes.toString('utf8', 0, bytes.write(text, 'utf8'))
}
