import type { ImapEntry } from './imap-mailbox.ts'

/** Which entry the keyboard is on, and which are picked out, by UID. */
export interface ImapSelection {
  readonly current: number | null
  readonly picked: ReadonlySet<number>
}

export const NOTHING_SELECTED: ImapSelection = { current: null, picked: new Set() }

/** Goes `step` rows down, up when negative; from nowhere, to the first. With `picks` all rows on the way are picked. */
export function moveSelection(
  { current, picked }: ImapSelection,
  rows: readonly ImapEntry[],
  { step, picks }: { readonly step: number; readonly picks: boolean },
): ImapSelection {
  const at = rows.findIndex(row => row.uid === current)
  const to = at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + step))
  const row = rows[to]
  if (row === undefined) return { current, picked }
  const way = picks ? rows.slice(Math.min(Math.max(at, 0), to), Math.max(at, to) + 1) : []
  return {
    current: row.uid,
    picked: way.length === 0 ? picked : new Set([...picked, ...way.map(({ uid }) => uid)]),
  }
}

/** Picks an entry out, or lets go of it. */
export function togglePicked({ picked }: ImapSelection, uid: number): ImapSelection {
  const next = new Set(picked)
  if (!next.delete(uid)) next.add(uid)
  return { current: uid, picked: next }
}

/** What commands are about: what is picked, or else where the keyboard is. */
export function targetsOf(
  { current, picked }: ImapSelection,
  rows: readonly ImapEntry[],
): readonly ImapEntry[] {
  return rows.filter(({ uid }) => (picked.size > 0 ? picked.has(uid) : uid === current))
}

/** The same selection after entries went: what is gone is not selected; from the row that went, on to the next one. */
export function keptSelection(
  selection: ImapSelection,
  before: readonly ImapEntry[],
  rows: readonly ImapEntry[],
): ImapSelection {
  const { current, picked } = selection
  const left = new Set(rows.map(({ uid }) => uid))
  const at = before.findIndex(({ uid }) => uid === current)
  const isGone = at >= 0 && !left.has(current!)
  const next = isGone
    ? (before.slice(at).find(({ uid }) => left.has(uid)) ??
      before.slice(0, at).findLast(({ uid }) => left.has(uid)))
    : undefined
  const stay = [...picked].filter(uid => left.has(uid))
  if (!isGone && stay.length === picked.size) return selection
  return { current: isGone ? (next?.uid ?? null) : current, picked: new Set(stay) }
}
