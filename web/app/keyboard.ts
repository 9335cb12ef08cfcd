/** What a key asks for. */
export type Command =
  | { readonly name: PlainCommand }
  /** The tab with this number, from 1. */
  | { readonly name: 'tab'; readonly number: number }

type PlainCommand = (typeof PLAIN_KEYS)[keyof typeof PLAIN_KEYS] | (typeof AFTER_G)[keyof typeof AFTER_G]

const PLAIN_KEYS = {
  j: 'next',
  k: 'previous',
  o: 'open',
  Enter: 'open',
  Escape: 'back',
  '/': 'search',
  d: 'delete',
  Delete: 'delete',
  u: 'unread',
  s: 'flag',
  z: 'undo',
  r: 'remote',
  '[': 'narrower',
  ']': 'wider',
  '?': 'shortcuts',
} as const

/** What follows the key g. */
const AFTER_G = { a: 'all', g: 'top' } as const

/** What of a key event matters here. */
export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly isComposing: boolean
}

/** Where the key was pressed, which decides what may be taken from it. */
export type KeyTarget = 'text-field' | 'control' | 'page'

/** Reads key presses, one after the other; `g` waits for the next one. */
export class Keyboard {
  #afterG = false

  /** The command of a key press; undefined leaves the key to the page and the browser. */
  commandOf(press: KeyPress, target: KeyTarget): Command | undefined {
    const afterG = this.#afterG
    this.#afterG = false
    if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing || target === 'text-field')
      return undefined
    if (afterG) return plain(AFTER_G, press.key)
    if (target === 'control' && press.key === 'Enter') return undefined
    if (press.key === 'g') {
      this.#afterG = true
      return undefined
    }
    if (/^[1-9]$/.test(press.key)) return { name: 'tab', number: Number(press.key) }
    return plain(PLAIN_KEYS, press.key)
  }
}

function plain(keys: Readonly<Record<string, PlainCommand>>, key: string): Command | undefined {
  const name = Object.hasOwn(keys, key) ? keys[key] : undefined
  return name === undefined ? undefined : { name }
}
