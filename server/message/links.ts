import type { Anchor } from './html-reading.ts'
import { MESSAGE_LIMITS } from './limits.ts'
import { linkKind } from './links/link-kind.ts'
import type { LinkKind } from './links/link-words.ts'
import { textAddresses } from './links/text-addresses.ts'

/** A link of a message. */
export interface Link {
  /** Its address as it was written, character references decoded. */
  readonly href: string
  /** What a reader sees of it. */
  readonly text: string
  readonly kind: LinkKind
}

export interface LinkSources {
  /** Of the HTML, in its order. */
  readonly anchors: readonly Anchor[]
  readonly text: string | null
  /** The value of a List-Unsubscribe field (RFC 2369 §3.2), if there is one. */
  readonly listUnsubscribe?: string | undefined
}

/**
 * The links of a message: those of its HTML, then those of its text that the HTML has not. Only what leads to a
 * page, a mailbox or a telephone is one; a link that is there twice with the same text is given once.
 */
export function findLinks({ anchors, text, listUnsubscribe = '' }: LinkSources): Link[] {
  const links: Link[] = []
  const seen = new Set<string>()
  const addresses = new Set<string>()
  const unsubscribe = unsubscribeAddresses(listUnsubscribe)
  const add = ({ href, normal }: LinkAddress, text: string, lead = ''): void => {
    const key = `${normal} ${text}`
    if (seen.has(key)) return
    seen.add(key)
    addresses.add(normal)
    links.push({ href, text, kind: unsubscribe.has(normal) ? 'unsubscribe' : linkKind(href, text, lead) })
  }
  for (const anchor of anchors) {
    const address = parseLinkAddress(anchor.href)
    if (address !== null) add(address, anchor.text)
  }
  for (const { address: written, lead } of textAddresses(readable(text))) {
    if (links.length >= MESSAGE_LIMITS.links) break
    const address = parseLinkAddress(written)
    if (address !== null && !addresses.has(address.normal)) {
      add(address, address.href.slice(0, MESSAGE_LIMITS.linkText), lead)
    }
  }
  return links
}

/** Whether a message has any link; cheaper than to find them. */
export function hasLink({ anchors, text }: Pick<LinkSources, 'anchors' | 'text'>): boolean {
  if (anchors.some(({ href }) => parseLinkAddress(href) !== null)) return true
  for (const { address } of textAddresses(readable(text))) if (parseLinkAddress(address) !== null) return true
  return false
}

interface LinkAddress {
  readonly href: string
  /** The form in which two ways to write it are the same. */
  readonly normal: string
}

/** An address that may be followed; null for any other. */
function parseLinkAddress(written: string): LinkAddress | null {
  // URL Standard §4.4: as browsers strip it, so that `java\nscript:` is seen for what it is.
  const href = written.replace(/[\t\n\r]+/g, '').trim()
  if (href.length > MESSAGE_LIMITS.hrefLength || !/^(?:https?:\/\/|mailto:|tel:)./i.test(href)) return null
  const url = URL.parse(href)
  return url && { href, normal: url.href }
}

/** RFC 2369 §2: addresses in angle brackets, parted by commas. */
function unsubscribeAddresses(field: string): ReadonlySet<string> {
  const written = Array.from(field.matchAll(/<([^<>]+)>/g), ([, address]) => address!)
  return new Set(written.flatMap(address => parseLinkAddress(address)?.normal ?? []))
}

function readable(text: string | null): string {
  return text?.slice(0, MESSAGE_LIMITS.readingLength) ?? ''
}
