import type { EntryPatch, MessagePatch } from '../../server/http/contract.ts'

/** What is to become of the flags of a row; what is left out stays. */
export interface RowChange {
  readonly seen?: boolean
  readonly flagged?: boolean
  readonly addTag?: string
  readonly removeTag?: string
}

/** `change` as all mail takes it. */
export function messagePatch({ seen, flagged, addTag, removeTag }: RowChange): MessagePatch {
  return {
    ...(seen !== undefined && { seen }),
    ...(flagged !== undefined && { flagged }),
    ...(addTag !== undefined && { addTags: [addTag] }),
    ...(removeTag !== undefined && { removeTags: [removeTag] }),
  }
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
