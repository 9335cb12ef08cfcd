/** How references of a message to other resources are treated. */
export interface ReferencePolicy {
  /** Whether images, styles and fonts may be loaded from elsewhere: that tells the sender that, when and where a mail is read. */
  readonly remote: boolean
  /** The image that came with the message under this Content-ID (RFC 2392), as a data URL; null when there is none. */
  readonly embedded: (contentId: string) => string | null
}

/** What becomes of a reference: it is used as the address given, kept from loading as it is remote, or dropped. */
export type Verdict =
  | { readonly fate: 'use'; readonly url: string }
  | { readonly fate: 'remote'; readonly url: string }
  | { readonly fate: 'drop' }

const DROP: Verdict = { fate: 'drop' }

/** Schemes that a link may open. */
const LINK_SCHEMES = new Set(['http:', 'https:', 'mailto:', 'tel:', 'sms:', 'ftp:', 'xmpp:', 'geo:'])

/** Images do not run scripts, not even SVG ones; fonts neither. */
const DATA_TYPE = /^data:(?:image\/|font\/|application\/(?:x-)?font)/i

/** As browsers do before they parse (URL Standard §4.4), so that `java\nscript:` is seen for what it is. */
function strip(url: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what a browser strips
  return url.replace(/[\t\n\r]/g, '').replace(/^[\0-\x20]+|[\0-\x20]+$/g, '')
}

/** An absolute address in normal form; null for a relative one, which in a mail has nothing to be relative to. */
function parseAbsolute(url: string): URL | null {
  const absolute = /^[\\/]{2}/.test(url) ? `https:${url}` : url
  return /^[a-z][a-z0-9+.-]*:/i.test(absolute) ? URL.parse(absolute) : null
}

/** Where a link may lead; null when it is of a scheme that is not let through, such as javascript. */
export function safeLink(href: string): string | null {
  const stripped = strip(href)
  if (stripped.startsWith('#')) return stripped
  const url = parseAbsolute(stripped)
  return url !== null && LINK_SCHEMES.has(url.protocol) ? url.href : null
}

/** What becomes of something that the browser would load by itself: an image, a style sheet, a font, a film. */
export function judgeReference(reference: string, policy: ReferencePolicy): Verdict {
  const stripped = strip(reference)
  if (DATA_TYPE.test(stripped)) return { fate: 'use', url: stripped }
  if (/^cid:/i.test(stripped)) {
    const image = policy.embedded(decodeContentId(stripped.slice(4)))
    return image === null ? DROP : { fate: 'use', url: image }
  }
  const url = parseAbsolute(stripped)
  if (url === null || !/^https?:$/.test(url.protocol)) return DROP
  return { fate: policy.remote ? 'use' : 'remote', url: url.href }
}

/** RFC 2392 §2: a Content-ID is percent-encoded in a cid URL; many senders do not. */
function decodeContentId(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}
