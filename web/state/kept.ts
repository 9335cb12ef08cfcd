/** Where the browser keeps what a user has set or begun, as text. */
export type Keeper = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** What is kept under `name`, or `otherwise` when there is nothing that can be read. */
export function readKept<T>(keeper: Keeper, name: string, otherwise: T): T {
  try {
    return (JSON.parse(keeper.getItem(name) ?? 'null') as T | null) ?? otherwise
  } catch {
    return otherwise
  }
}

/** The names that begin with `prefix` and have something kept under them, in no order. */
export function keptNames(keeper: Keeper, prefix: string): readonly string[] {
  const names = Array.from({ length: keeper.length }, (_, n) => keeper.key(n))
  return names.filter(name => name !== null).filter(name => name.startsWith(prefix))
}

/**
 * Keeps `value` under `name`. Private windows may refuse to store; it then lasts as long as the page.
 *
 * @returns whether it is kept
 */
export function keep(keeper: Keeper, name: string, value: unknown): boolean {
  try {
    keeper.setItem(name, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

/** What the browser keeps for pages of ours. Where it is told to keep nothing, asking for it is an error already. */
export function browserKeeper(): Keeper {
  try {
    return localStorage
  } catch {
    return REFUSING
  }
}

const REFUSING: Keeper = {
  length: 0,
  key: () => null,
  getItem: () => null,
  setItem: () => {
    throw new Error('the browser keeps nothing')
  },
  removeItem: () => {},
}

/** A model of what the browser keeps for all pages of ours. */
export interface FollowsKept {
  /** Takes over what another page has kept under `name`; null when that has changed everything. */
  takeOver(name: string | null): void
}
