import { setImmediate } from 'node:timers/promises'
import { HtmlSanitizer } from './html-sanitizer.ts'
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
 */
export async function previewDocument(html: string, policy: ReferencePolicy): Promise<PreviewDocument> {
  const { Tokenizer } = await import('htmlparser2')
  const shown = html.length > PREVIEW_LIMIT ? html.slice(0, PREVIEW_LIMIT) : html
  const sanitizer = new HtmlSanitizer(shown, policy)
  const tokenizer = new Tokenizer({ recognizeSelfClosing: true }, sanitizer)
  for (let at = 0; at < shown.length; at += SLICE) {
    if (at > 0) await setImmediate()
    tokenizer.write(shown.slice(at, at + SLICE))
  }
  tokenizer.end()
  return { html: shell(sanitizer, html.length > PREVIEW_LIMIT), remoteReferences: sanitizer.remoteReferences }
}

/** White, as mail is designed for white; the style of the mail comes later and wins. */
const STYLE = 'html{background:#fff;color:#000;color-scheme:light}body{overflow-wrap:break-word}'

const CUT_NOTE = '<hr><p>This message is too long to be shown whole; its source is complete.</p>'

function shell({ rootAttributes, bodyAttributes, body }: HtmlSanitizer, cut: boolean): string {
  return (
    `<!doctype html><html${rootAttributes}><head><meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">' +
    `<style>${STYLE}</style></head><body${bodyAttributes}>${body}${cut ? CUT_NOTE : ''}</body></html>`
  )
}
