import { Model } from './model.ts'
import type { Row } from './row.ts'
import type { VisibleModel } from './visible-model.ts'

export interface Selection {
  /** Keys of the selected rows. */
  readonly keys: ReadonlySet<string>
  /** The row that was selected last, from which a range is drawn. */
  readonly anchor: string | null
}

const NOTHING: Selection = { keys: new Set(), anchor: null }

/** The rows that are selected, of those that are seen: a row that goes is selected no longer. */
export class SelectionModel extends Model<Selection> {
  readonly #visible: Pick<VisibleModel, 'value' | 'subscribe'>

  constructor(visible: Pick<VisibleModel, 'value' | 'subscribe'>) {
    super(NOTHING)
    this.#visible = visible
    visible.subscribe(() => this.#keepSeen())
  }

  /** The selected rows as they are now, newest first. */
  get rows(): readonly Row[] {
    const { keys } = this.value
    return keys.size === 0 ? [] : this.#visible.value.rows.filter(row => keys.has(row.key))
  }

  toggle(key: string): void {
    const keys = new Set(this.value.keys)
    if (!keys.delete(key)) keys.add(key)
    this.set(keys.size === 0 ? NOTHING : { keys, anchor: key })
  }

  /** Selects all from the row selected last, or from `start` where none is, to the row of `key`. */
  selectTo(key: string, start: string | null): void {
    const { rows } = this.#visible.value
    const end = rows.findIndex(row => row.key === key)
    const anchor = this.value.anchor ?? start
    const from = rows.findIndex(row => row.key === anchor)
    if (end < 0 || from < 0) return this.toggle(key)
    const range = rows.slice(Math.min(from, end), Math.max(from, end) + 1)
    this.set({ keys: new Set([...this.value.keys, ...range.map(row => row.key)]), anchor })
  }

  selectAll(): void {
    const { rows } = this.#visible.value
    if (rows.length > 0) this.set({ keys: new Set(rows.map(row => row.key)), anchor: rows[0]!.key })
  }

  clear(): void {
    this.set(NOTHING)
  }

  #keepSeen(): void {
    const { keys, anchor } = this.value
    if (keys.size === 0) return
    const kept = new Set(this.rows.map(row => row.key))
    if (kept.size === keys.size) return
    this.set(
      kept.size === 0 ? NOTHING : { keys: kept, anchor: anchor !== null && kept.has(anchor) ? anchor : null },
    )
  }
}
