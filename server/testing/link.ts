import type { Link, Message } from '../client/client.ts'
import { givenMessage, nameOf } from './given-message.ts'
import { quote } from './quote.ts'
import { describePattern, fits, isTextPattern, type TextPattern } from './text-pattern.ts'
import type { Verdict } from './verdict.ts'

/** What a link has to be: its address, or some of what is known of it. */
export type LinkPattern =
  | TextPattern
  | {
      readonly href?: TextPattern
      /** What a reader sees of it. */
      readonly text?: TextPattern
      /** What it is for, as its text says or its address. */
      readonly kind?: Link['kind']
    }

type LinkedMessage = Pick<Message, 'links' | 'subject' | 'id'>

/**
 * The first link of a message, or the first of those that are meant.
 *
 * @throws Error that tells which links there are when none is meant
 *
 * @example
 * await page.goto(linkOf(message, { kind: 'confirm' }).href)
 */
export function linkOf(given: LinkedMessage, pattern: LinkPattern = {}): Link {
  const message = givenMessage('linkOf', given, 'links')
  const [link] = linksThat(message.links, pattern)
  if (link === undefined) throw new Error(withoutLink(message, pattern))
  return link
}

/** The matcher of the same name. */
export function toHaveLink(given: LinkedMessage, pattern: LinkPattern = {}): Verdict {
  const message = givenMessage('toHaveLink', given, 'links')
  const found = linksThat(message.links, pattern)
  return {
    pass: found.length > 0,
    message: () =>
      found.length > 0
        ? `${nameOf(message)} has ${wish(pattern)}, and should not:\n${lines(found)}`
        : withoutLink(message, pattern),
  }
}

/** @throws TypeError for something that no link has */
function linksThat(links: readonly Link[], pattern: LinkPattern): Link[] {
  const wanted = isTextPattern(pattern) ? { href: pattern } : pattern
  const unknown = Object.keys(wanted).find(key => !['href', 'text', 'kind'].includes(key))
  if (unknown !== undefined) throw new TypeError(`A link has no '${unknown}': ask for href, text or kind.`)
  const { href, text, kind } = wanted
  return links.filter(
    link =>
      (href === undefined || fits(link.href, href)) &&
      (text === undefined || fits(link.text, text)) &&
      (kind === undefined || link.kind === kind),
  )
}

function withoutLink(message: LinkedMessage, pattern: LinkPattern): string {
  const instead = message.links.length > 0 ? `It has:\n${lines(message.links)}` : 'It has no links at all.'
  return `${nameOf(message)} does not have ${wish(pattern)}. ${instead}`
}

function wish(pattern: LinkPattern): string {
  const { href, text, kind } = isTextPattern(pattern) ? { href: pattern } : pattern
  const conditions = [
    href === undefined ? [] : `whose address ${describePattern(href)}`,
    text === undefined ? [] : `whose text ${describePattern(text)}`,
  ].flat()
  return [kind === undefined ? 'a link' : `a link of the kind ${kind}`, conditions.join(' and ')]
    .filter(Boolean)
    .join(' ')
}

function lines(links: readonly Link[]): string {
  return links.map(({ kind, text, href }) => `  ${kind}: ${quote(text)} ${href}`).join('\n')
}
