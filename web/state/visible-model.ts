import type { ListModel } from './list-model.ts'
import { Model } from './model.ts'
import type { RemovalModel } from './removal-model.ts'
import type { Row } from './row.ts'

/** The rows that are seen: those of the list without those that are being removed. */
export interface VisibleRows {
  readonly rows: readonly Row[]
  readonly total: number
}

/** Follows the list and the removals, and holds nothing of its own. */
export class VisibleModel extends Model<VisibleRows> {
  constructor(list: ListModel, removal: RemovalModel) {
    super(visibleRows(list, removal))
    const follow = () => this.set(visibleRows(list, removal))
    list.subscribe(follow)
    removal.subscribe(follow)
  }
}

function visibleRows(list: ListModel, removal: RemovalModel): VisibleRows {
  const { rows, total, shown } = list.value
  if (removal.value.hidden.size === 0) return { rows, total }
  const visible = rows.filter(row => !removal.isHidden(shown.mailbox, row))
  return visible.length === rows.length
    ? { rows, total }
    : { rows: visible, total: total - rows.length + visible.length }
}
