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

/** Keeps `value` under `name`. Private windows may refuse to store; it then lasts as long as the page. */
export function keep(keeper: Keeper, name: string, value: unknown): void {
  try {
    keeper.setItem(name, JSON.stringify(value))
  } catch {
    // Nothing is lost while the page is open.
  }
}
