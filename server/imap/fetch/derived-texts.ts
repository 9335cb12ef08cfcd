import type { Store } from '../../mailbox/store.ts'
import type { StoredMessage } from '../../mailbox/stored-message.ts'

/** What is kept of a message once it was made. */
export type DerivedText = 'ENVELOPE' | 'BODY' | 'BODYSTRUCTURE'

/** A text that was made, and whether clients that read UTF-8 would get another than those that do not. */
export interface MadeText {
  readonly text: string
  readonly varies: boolean
}

/** One name for texts that are the same for all clients, and one for each kind of client. */
type TextName = DerivedText | `${DerivedText} ASCII` | `${DerivedText} UTF-8`

type Texts = Partial<Record<TextName, string>>

/** Characters of such texts kept for one store: of some 100,000 ordinary messages. */
const MOST_KEPT = 64 * 1024 * 1024

/** What an entry of the cache costs beside its texts. */
const OVERHEAD = 200

const caches = new WeakMap<Store, DerivedTexts>()

/** The cache that all sessions of a store share. */
export function derivedTexts(store: Store): DerivedTexts {
  let cache = caches.get(store)
  if (cache === undefined) caches.set(store, (cache = new DerivedTexts(MOST_KEPT)))
  return cache
}

/**
 * Texts that are made from messages, kept in two generations: what is asked for again moves to the younger; when that
 * is full, the elder is forgotten and it takes its place. A message that is gone takes its texts with it.
 */
export class DerivedTexts {
  readonly #limit: number
  #young = new WeakMap<StoredMessage, Texts>()
  #old = new WeakMap<StoredMessage, Texts>()
  #youngSize = 0

  /** @param limit most characters that are kept in both generations */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** A text of a message, which `make` makes if it is not here. */
  get(message: StoredMessage, name: DerivedText, utf8: boolean, make: () => MadeText): string {
    const texts = this.#textsOf(message)
    const ownName: TextName = utf8 ? `${name} UTF-8` : `${name} ASCII`
    const known = texts[name] ?? texts[ownName]
    if (known !== undefined) return known
    const { text, varies } = make()
    texts[varies ? ownName : name] = text
    this.#grow(text.length)
    return text
  }

  #textsOf(message: StoredMessage): Texts {
    const young = this.#young.get(message)
    if (young !== undefined) return young
    const texts = this.#old.get(message) ?? {}
    this.#young.set(message, texts)
    this.#grow(OVERHEAD + sizeOf(texts))
    return texts
  }

  #grow(size: number): void {
    this.#youngSize += size
    if (this.#youngSize * 2 <= this.#limit) return
    this.#old = this.#young
    this.#young = new WeakMap()
    this.#youngSize = 0
  }
}

function sizeOf(texts: Texts): number {
  return Object.values(texts).reduce((size, text) => size + text.length, 0)
}
