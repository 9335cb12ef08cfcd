export interface TextStretch {
  readonly text: string
  readonly isLink: boolean
}

/** Web addresses in plain text, without the punctuation that a sentence puts after them. */
const LINK = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}]/g

/** Parts `text` into what is a web address and what is not; joined again they give the same text. */
export function splitLinks(text: string): TextStretch[] {
  const stretches: TextStretch[] = []
  let end = 0
  for (const match of text.matchAll(LINK)) {
    if (match.index > end) stretches.push({ text: text.slice(end, match.index), isLink: false })
    stretches.push({ text: match[0], isLink: true })
    end = match.index + match[0].length
  }
  if (end < text.length) stretches.push({ text: text.slice(end), isLink: false })
  return stretches
}
