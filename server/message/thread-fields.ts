import type { HeaderSection } from './header.ts'

/** What ties an answer to a message, and to those before it. */
export interface ThreadFields {
  readonly inReplyTo: string
  readonly references: string
}

/** Message-IDs that a References field grows to, the first and the newest ones: some servers refuse longer header lines. */
const MAX_REFERENCES = 50

/** RFC 5322 §3.6.4: In-Reply-To and References of an answer to a message; null when that has no Message-ID. */
export function threadFields(header: HeaderSection): ThreadFields | null {
  const id = messageIds(header, 'Message-ID')[0]
  if (id === undefined) return null
  const earlier = messageIds(header, 'References')
  const parents = earlier.length > 0 ? earlier : messageIds(header, 'In-Reply-To').slice(0, 1)
  const references = [...parents.filter(parent => parent !== id), id]
  if (references.length > MAX_REFERENCES) references.splice(1, references.length - MAX_REFERENCES)
  return { inReplyTo: id, references: references.join(' ') }
}

function messageIds(header: HeaderSection, name: string): string[] {
  return header.value(name)?.match(/<[^<>\s]+>/g) ?? []
}
