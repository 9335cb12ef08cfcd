import { decodeEntities } from './html-entities.ts'

const TAG = /<(\/?)([a-z][a-z\d:-]*)/iy
const HREF = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i

/** Elements whose content is not text of the document. */
const HIDDEN = new Set(['script', 'style', 'title', 'template', 'noscript'])

/** Elements that do not part the words around them. */
const INLINE_NAMES =
  'a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup ' +
  'tt u var wbr'
const INLINE = new Set(INLINE_NAMES.split(' '))

/**
 * The text of an HTML document, its white space folded: for previews and for searching, not for reading.
 *
 * @param options.limit stops when about that many characters were gathered
 * @param options.links puts the target of every link before its text
 */
export function htmlText(html: string, options: { limit?: number; links?: boolean } = {}): string {
  const { limit = Infinity, links = false } = options
  let text = ''
  let position = 0
  while (position < html.length && text.length < limit) {
    const open = html.indexOf('<', position)
    const stop = open < 0 ? html.length : open
    if (stop > position) text += foldSpace(decodeEntities(html.slice(position, stop)))
    if (open < 0) break
    TAG.lastIndex = open
    const tag = TAG.exec(html)
    if (tag === null) {
      position = afterMarkup(html, open)
      if (position === open + 1) text += '<'
      continue
    }
    const name = tag[2]!.toLowerCase()
    position = tagEnd(html, TAG.lastIndex)
    if (!INLINE.has(name)) text += ' '
    else if (links && name === 'a' && tag[1] === '') text += linkTarget(html.slice(open, position))
    if (tag[1] === '' && HIDDEN.has(name)) position = closingTag(html, name, position)
  }
  return foldSpace(text).trim()
}

/** Every run of white space as one space; characters of no width that senders put among spaces dropped. */
export function foldSpace(text: string): string {
  return text.replace(/\s(?:[\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff]|\u034f)+/g, ' ').replace(/\s+/g, ' ')
}

/**
 * Where a comment, a declaration or a processing instruction that begins at `open` ends; `open + 1`: it is
 * none.
 */
function afterMarkup(html: string, open: number): number {
  if (html.startsWith('<!--', open)) {
    const end = html.indexOf('-->', open + 2)
    return end < 0 ? html.length : end + 3
  }
  const next = html[open + 1]
  if (next !== '!' && next !== '?' && next !== '/') return open + 1
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

function linkTarget(tag: string): string {
  const match = HREF.exec(tag)
  const target = match?.[1] ?? match?.[2] ?? match?.[3] ?? ''
  return target === '' ? '' : ` ${decodeEntities(target)} `
}
