/** Where the browser keeps what a user has set or begun, as text. */
export type Keeper = Pick<Storage, 'getItem' | 'setItem'>

/** What is kept under `name`, or `otherwise` when there is nothing that can be read. */
export function readKept<T>(keeper: Keeper, name: string, otherwise: T): T {
  try {
    return (JSON.parse(keeper.getItem(name) ?? 'null') as T | null) ?? otherwise
  } catch {
    return otherwise
  }
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

/** A model of what the browser keeps for all pages of ours. */
export interface FollowsKept {
  /** Takes over what another page has kept under `name`; null when that has changed everything. */
  takeOver(name: string | null): void
}
