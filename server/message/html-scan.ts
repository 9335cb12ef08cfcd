/** What a scan tells of a document, in its order. */
export interface HtmlVisitor {
  /** Whether the rest of the document is of no interest. */
  readonly isDone: boolean
  /** Text between tags, its character references as they stand. */
  onText(text: string): void
  /** @param tag the whole start tag, as `readAttribute` takes it */
  onOpen(name: string, tag: string): void
  onClose(name: string): void
}

const TAG = /<(\/?)([a-z][a-z\d:-]*)/iy

/** Elements whose content is not text of the document. */
const HIDDEN = new Set(['script', 'style', 'title', 'template', 'noscript'])

/**
 * Walks over the tags and texts of an HTML document, in time that grows with its length only; comments,
 * declarations and the content of hidden elements are passed over. Element names are in lower case.
 */
export function scanHtml(html: string, visitor: HtmlVisitor): void {
  let position = 0
  while (position < html.length && !visitor.isDone) {
    const open = markupStart(html, position)
    if (open > position) visitor.onText(html.slice(position, open))
    if (open === html.length) return
    TAG.lastIndex = open
    const tag = TAG.exec(html)
    if (tag === null) {
      position = afterDeclaration(html, open)
      continue
    }
    const name = tag[2]!.toLowerCase()
    position = tagEnd(html, open + tag[0].length)
    if (tag[1] !== '') {
      visitor.onClose(name)
      continue
    }
    visitor.onOpen(name, html.slice(open, position))
    if (HIDDEN.has(name)) position = closingTag(html, name, position)
  }
}

/** Where text that begins at `from` ends: a `<` that opens nothing belongs to it. */
function markupStart(html: string, from: number): number {
  let open = html.indexOf('<', from)
  while (open >= 0 && !/[a-z!?/]/i.test(html[open + 1] ?? '')) open = html.indexOf('<', open + 1)
  return open < 0 ? html.length : open
}

/** Where a comment, a declaration or a processing instruction that begins at `open` ends. */
function afterDeclaration(html: string, open: number): number {
  if (html.startsWith('<!--', open)) {
    const end = html.indexOf('-->', open + 2)
    return end < 0 ? html.length : end + 3
  }
  const end = html.indexOf('>', open)
  return end < 0 ? html.length : end + 1
}

/** Where the tag whose attributes begin at `from` ends; `>` within a quoted value does not end it. */
function tagEnd(html: string, from: number): number {
  let position = from
  while (position < html.length) {
    const character = html[position]
    if (character === '>') return position + 1
    if ((character === '"' || character === "'") && html[position - 1] === '=') {
      const close = html.indexOf(character, position + 1)
      if (close >= 0) position = close
    }
    position++
  }
  return html.length
}

function closingTag(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}`, 'gi')
  closing.lastIndex = from
  return closing.exec(html)?.index ?? html.length
}
