import type { Row } from './row.ts'
import { isSameTag } from './row-change.ts'

/** A tag of some messages, and whether every one of them has it. */
export interface SharedTag {
  readonly name: string
  readonly onAll: boolean
}

/** The tags of `rows`, each once, in alphabetical order. */
export function sharedTags(rows: readonly Pick<Row, 'tags'>[]): SharedTag[] {
  const counts = new Map<string, { name: string; count: number }>()
  for (const { tags } of rows) {
    for (const tag of tags) {
      const key = tag.toLowerCase()
      const { name, count } = counts.get(key) ?? { name: tag, count: 0 }
      counts.set(key, { name, count: count + 1 })
    }
  }
  return [...counts.values()]
    .map(({ name, count }) => ({ name, onAll: count === rows.length }))
    .sort((a, b) => a.name.localeCompare(b.name))
}

/** Tags of `rows` that are not among `present`, those used most first. */
export function otherTags(rows: readonly Pick<Row, 'tags'>[], present: readonly SharedTag[]): string[] {
  const counts = new Map<string, number>()
  for (const tag of rows.flatMap(row => row.tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  const names = [...counts].sort(([, a], [, b]) => b - a).map(([name]) => name)
  return names.filter(name => !present.some(tag => isSameTag(tag.name, name)))
}

/** RFC 9051 §9: a keyword is an atom, which is printable ASCII without these. */
const KEYWORD = /^[!#$&'+,\-./0-9:;<=>?@A-Z[^_`a-z|}~]+$/

/** What was typed as a tag, with dashes for its spaces; undefined when it cannot be one. */
export function parseTag(typed: string): string | undefined {
  const tag = typed.trim().replace(/\s+/g, '-')
  return KEYWORD.test(tag) ? tag : undefined
}

/** A tag as people read it: `$Work`, as IMAP clients name their own, is Work. */
export function tagLabel(tag: string): string {
  return tag.replace(/^\$(?=.)/, '')
}

/** The query that finds messages with the tag. */
export function tagQuery(tag: string): string {
  return /^[\w$.-]+$/.test(tag) ? `tag:${tag}` : `tag:"${tag}"`
}
