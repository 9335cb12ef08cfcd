import { MESSAGE_LIMITS } from '../message/limits.ts'
import { isKeyword, uniteKeywords } from './keywords.ts'
import type { StoredMessage } from './stored-message.ts'

/** Where a sender may put tags: the field X-Tags, the part behind a plus in a recipient, and the SMTP user's name. */
export const TAG_SOURCES = ['header', 'plus', 'user'] as const
export type TagSource = (typeof TAG_SOURCES)[number]

const NO_TAGS: readonly string[] = []

/**
 * The tags that the sender gave a message. Characters that no tag may hold become hyphens.
 *
 * @param maxLength characters of one tag; longer ones are left out
 */
export function senderTags(
  { summary, envelope, session }: Pick<StoredMessage, 'summary' | 'envelope' | 'session'>,
  sources: ReadonlySet<TagSource>,
  maxLength: number,
): readonly string[] {
  const named: string[] = []
  if (sources.has('header')) named.push(...summary.tags)
  if (sources.has('plus')) {
    for (const { address } of envelope.to) if (address.includes('+')) named.push(plusTag(address))
  }
  if (sources.has('user') && session.auth !== null) named.push(session.auth.user)
  if (named.length === 0) return NO_TAGS
  const tags = named.map(asKeyword).filter(tag => isKeyword(tag) && tag.length <= maxLength)
  return uniteKeywords([], tags).slice(0, MESSAGE_LIMITS.tags)
}

/** `ci-42` of `bob+ci-42@x.test`; empty when there is none. */
function plusTag(address: string): string {
  const at = address.lastIndexOf('@')
  const local = at < 0 ? address : address.slice(0, at)
  return local.includes('+') ? local.slice(local.indexOf('+') + 1) : ''
}

function asKeyword(name: string): string {
  return name.trim().replace(/[^!-~]+|[(){%*"\\\]]+/g, '-')
}
