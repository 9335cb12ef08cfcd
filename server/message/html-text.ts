import { readAttribute } from './html-attribute.ts'
import { decodeEntities } from './html-entities.ts'
import { scanHtml } from './html-scan.ts'
import type { HtmlVisitor } from './html-scan.ts'

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
  const gatherer = new TextGatherer(limit, links)
  scanHtml(html, gatherer)
  return foldSpace(gatherer.text).trim()
}

class TextGatherer implements HtmlVisitor {
  text = ''
  readonly #limit: number
  readonly #links: boolean

  constructor(limit: number, links: boolean) {
    this.#limit = limit
    this.#links = links
  }

  get isDone(): boolean {
    return this.text.length >= this.#limit
  }

  onText(text: string): void {
    this.text += foldSpace(decodeEntities(text))
  }

  onOpen(name: string, tag: string): void {
    if (!isInline(name)) this.text += ' '
    else if (this.#links && name === 'a') this.text += linkTarget(tag)
  }

  onClose(name: string): void {
    if (!isInline(name)) this.text += ' '
  }
}

/** Whether an element of this name leaves the words around it on one line. */
export function isInline(name: string): boolean {
  return INLINE.has(name)
}

/** Every run of white space as one space; characters of no width that senders put among spaces dropped. */
export function foldSpace(text: string): string {
  return text
    .replace(/\s(?:[\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff]|\u034f)+/g, ' ')
    .replace(/[^\S ]\s*| \s+/g, ' ')
}

function linkTarget(tag: string): string {
  const target = readAttribute(tag, 'href') ?? ''
  return target === '' ? '' : ` ${target} `
}
