import type { MessagePatch } from '../../server/http/contract.ts'

/** What is to become of the flags of a row; what is left out stays. */
export interface RowChange {
  readonly seen?: boolean
  readonly flagged?: boolean
  readonly addTag?: string
  readonly removeTag?: string
}

/** `change` as the API takes it. */
export function messagePatch({ seen, flagged, addTag, removeTag }: RowChange): MessagePatch {
  return {
    ...(seen !== undefined && { seen }),
    ...(flagged !== undefined && { flagged }),
    ...(addTag !== undefined && { addTags: [addTag] }),
    ...(removeTag !== undefined && { removeTags: [removeTag] }),
  }
}

/** Keywords compare without case. */
export function isSameTag(a: string, b: string | undefined): boolean {
  return a.toLowerCase() === b?.toLowerCase()
}
