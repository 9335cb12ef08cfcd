import { foldSpace, htmlText } from './html-text.ts'
import { MESSAGE_LIMITS } from './limits.ts'
import { partText } from './part-content.ts'
import { isAttachment, isBodyText, leaves } from './part.ts'
import type { Part } from './part.ts'
import { readStructure } from './structure.ts'

/**
 * What differs from the ordinary in a message itself: HTML without a plain text; lines or parts that break
 * the rules.
 */
export type OverviewNote = 'no-text' | 'malformed'

/** What a list shows of a message beside its summary; it needs the body, so it is read when first shown. */
export interface Overview {
  /** The first words of the text, of the HTML where there is no text; white space folded. */
  readonly preview: string
  /** How many attachments there are; an attached message counts as one. */
  readonly attachments: number
  readonly notes: readonly OverviewNote[]
}

/** Reads the MIME tree and the beginning of its text; how much of the text is bounded by `previewBytes`. */
export function overview(raw: Buffer): Overview {
  const { root, defects } = readStructure(raw)
  let attachments = 0
  let plain: Part | undefined
  let html: Part | undefined
  for (const leaf of leaves(root)) {
    if (isAttachment(leaf)) attachments++
    if (!isBodyText(leaf)) continue
    if (leaf.subtype === 'html') html ??= leaf
    else plain ??= leaf
  }
  const notes: OverviewNote[] = []
  if (html !== undefined && plain === undefined) notes.push('no-text')
  if (defects.size > 0) notes.push('malformed')
  const preview = previewOf(raw, plain) || previewOf(raw, html)
  return { preview, attachments, notes }
}

/**
 * Looks at the beginning of a part, and at more of it as long as that gives too few words (style sheets come
 * first).
 */
function previewOf(raw: Buffer, part: Part | undefined): string {
  if (part === undefined) return ''
  const { previewLength, previewBytes } = MESSAGE_LIMITS
  let text = ''
  for (let bytes = 4096; text.length < previewLength; bytes *= 8) {
    const beginning = partText(raw, part, bytes)
    text =
      part.subtype === 'html'
        ? htmlText(beginning, { limit: 2 * previewLength })
        : foldSpace(beginning).trim()
    if (bytes >= previewBytes || part.bodyStart + bytes >= part.end) break
  }
  return shortened(text, previewLength)
}

function shortened(text: string, length: number): string {
  if (text.length <= length) return text
  // A surrogate pair is not cut in two.
  return text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '') + '…'
}
