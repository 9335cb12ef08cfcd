import type { EntryPatch, MessagePatch } from '../../server/http/contract.ts'
import type { Row } from './row.ts'

/** What is to become of the flags of a row; what is left out stays. */
export interface RowChange {
  readonly seen?: boolean
  readonly flagged?: boolean
  readonly addTag?: string
  readonly removeTag?: string
}

/** `change` as all mail takes it: tags are set as a whole. */
export function messagePatch({ tags }: Pick<Row, 'tags'>, change: RowChange): MessagePatch {
  const { seen, flagged, addTag, removeTag } = change
  const patch: MessagePatch = {
    ...(seen !== undefined && { seen }),
    ...(flagged !== undefined && { flagged }),
  }
  if (addTag === undefined && removeTag === undefined) return patch
  const kept = tags.filter(tag => !isSameTag(tag, removeTag) && !isSameTag(tag, addTag))
  return { ...patch, tags: addTag === undefined ? kept : [...kept, addTag] }
}

/** `change` as an entry of a folder takes it: flags and tags are keywords (RFC 9051 §2.3.2) that come or go. */
export function entryPatch({ seen, flagged, addTag, removeTag }: RowChange): EntryPatch {
  const marks = { '\\Seen': seen, '\\Flagged': flagged }
  const named = (value: boolean) =>
    Object.entries(marks).flatMap(([name, set]) => (set === value ? [name] : []))
  return {
    add: [...named(true), ...(addTag === undefined ? [] : [addTag])],
    remove: [...named(false), ...(removeTag === undefined ? [] : [removeTag])],
  }
}

/** Keywords compare without case. */
export function isSameTag(a: string, b: string | undefined): boolean {
  return a.toLowerCase() === b?.toLowerCase()
}
