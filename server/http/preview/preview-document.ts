import { setImmediate } from 'node:timers/promises'
import { HtmlSanitizer } from './html-sanitizer.ts'
import { hasOwnDark, LIGHT_COLORS, MADE_DARK_COLORS, OWN_DARK_COLORS } from './mail-colors.ts'
import type { ReferencePolicy } from './reference.ts'

/** Characters of HTML that are shown; what comes after is left out. Browsers give up long before. */
export const PREVIEW_LIMIT = 8 * 1024 * 1024

/** Characters taken at a time, so that a huge document stops nobody else: about 5 ms. */
const SLICE = 256 * 1024

export interface PreviewDocument {
  /** A whole HTML document, safe to show in a sandboxed frame. */
  readonly html: string
  /** How many references to remote content were kept from loading. */
  readonly remoteReferences: number
}

/**
 * Makes a document of ours from the HTML of a message: no scripts, frames, forms or refreshes, links that open
 * outside, remote content only if `policy` says so.
 *
 * @param html the HTML part as it was sent, decoded
 * @param dark shows it by the design that it has for the dark, or made dark when it has none
 */
export async function previewDocument(
  html: string,
  policy: ReferencePolicy,
  dark = false,
): Promise<PreviewDocument> {
  const { Tokenizer } = await import('htmlparser2')
  const shown = html.length > PREVIEW_LIMIT ? html.slice(0, PREVIEW_LIMIT) : html
  const look = !dark ? LIGHT : hasOwnDark(shown) ? OWN_DARK : MADE_DARK
  const sanitizer = new HtmlSanitizer(shown, policy, look.colors)
  const tokenizer = new Tokenizer({ recognizeSelfClosing: true }, sanitizer)
  for (let at = 0; at < shown.length; at += SLICE) {
    if (at > 0) await setImmediate()
    tokenizer.write(shown.slice(at, at + SLICE))
  }
  tokenizer.end()
  const cut = html.length > PREVIEW_LIMIT
  return { html: shell(sanitizer, look.style, cut), remoteReferences: sanitizer.remoteReferences }
}

/**
 * On white, as mail is designed for white; the style of the mail comes later and wins. The root has no background of its
 * own, or else that of the body would not fill the page (CSS Backgrounds 3 §2.11.2).
 */
const LIGHT = {
  colors: LIGHT_COLORS,
  style: 'html{color:#000;color-scheme:light}',
}

const DARK_STYLE = 'html{color:#e8e9ec;color-scheme:dark}a{color:#8ab4f8}'

const OWN_DARK = { colors: OWN_DARK_COLORS, style: DARK_STYLE }

/** Text on a picture has become light, so the picture becomes darker, in its own hues. */
const MADE_DARK = {
  colors: MADE_DARK_COLORS,
  style: `${DARK_STYLE}[background],[style*="url("]{background-color:#5c5c5c!important;background-blend-mode:multiply!important}`,
}

const COMMON_STYLE = 'body{overflow-wrap:break-word}'

const CUT_NOTE = '<hr><p>This message is too long to be shown whole; its source is complete.</p>'

function shell({ rootAttributes, bodyAttributes, body }: HtmlSanitizer, style: string, cut: boolean): string {
  return (
    `<!doctype html><html${rootAttributes}><head><meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">' +
    `<style>${style}${COMMON_STYLE}</style></head><body${bodyAttributes}>${body}${cut ? CUT_NOTE : ''}</body></html>`
  )
}
