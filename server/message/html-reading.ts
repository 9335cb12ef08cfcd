import { readAttribute } from './html-attribute.ts'
import { decodeEntities } from './html-entities.ts'
import { scanHtml } from './html-scan.ts'
import type { HtmlVisitor } from './html-scan.ts'
import { foldSpace, isInline } from './html-text.ts'
import { MESSAGE_LIMITS } from './limits.ts'

/** An element that leads somewhere, its target as it was written. */
export interface Anchor {
  readonly href: string
  /** What a reader sees of it: its words, or else what stands for its image. */
  readonly text: string
}

export interface Image {
  /** As it was written; of an image that lies in the address itself, its media type only. */
  readonly src: string
  /** Null: the image has no text that stands for it; '': it says that none is needed. */
  readonly alt: string | null
}

/** What is read of an HTML document beside how it looks. */
export interface HtmlReading {
  /** Its text: a line for each block and each row of a table, white space folded, none of them empty. */
  readonly lines: readonly string[]
  /** In the order of the document. */
  readonly anchors: readonly Anchor[]
  readonly images: readonly Image[]
}

/** Reads an HTML document in one go; no more of it than `readingLength`. */
export function readHtml(html: string): HtmlReading {
  const reader = new HtmlReader()
  scanHtml(html.slice(0, MESSAGE_LIMITS.readingLength), reader)
  reader.end()
  return reader
}

/** Elements that part words, but stand beside one another. */
const CELLS = new Set(['td', 'th'])

const LINKS = new Set(['a', 'area'])

class HtmlReader implements HtmlVisitor, HtmlReading {
  readonly isDone = false
  readonly lines: string[] = []
  readonly anchors: Anchor[] = []
  readonly images: Image[] = []
  #line = ''
  #anchor: AnchorReader | null = null

  onText(text: string): void {
    this.#append(decodeEntities(text))
  }

  onOpen(name: string, tag: string): void {
    if (name === 'img') this.#addImage(tag)
    else if (LINKS.has(name)) this.#openAnchor(name, tag)
    else this.#part(name)
  }

  onClose(name: string): void {
    if (LINKS.has(name)) this.#closeAnchor()
    else this.#part(name)
  }

  end(): void {
    this.#closeAnchor()
    this.#endLine()
  }

  #append(text: string): void {
    this.#line += text
    this.#anchor?.append(text)
  }

  #part(name: string): void {
    if (isInline(name)) return
    this.#append(' ')
    if (!CELLS.has(name)) this.#endLine()
  }

  #endLine(): void {
    const line = foldSpace(this.#line).trim()
    if (line !== '') this.lines.push(line)
    this.#line = ''
  }

  #openAnchor(name: string, tag: string): void {
    this.#closeAnchor()
    const href = readAttribute(tag, 'href')
    if (href === null || this.anchors.length >= MESSAGE_LIMITS.links) return
    this.#anchor = new AnchorReader(href, readAttribute(tag, name === 'area' ? 'alt' : 'title') ?? '')
    // Nothing is inside an area.
    if (name === 'area') this.#closeAnchor()
  }

  #closeAnchor(): void {
    if (this.#anchor !== null) this.anchors.push(this.#anchor.anchor)
    this.#anchor = null
  }

  #addImage(tag: string): void {
    const isFull = this.images.length >= MESSAGE_LIMITS.images
    if (isFull && this.#anchor === null) return
    const alt = readAttribute(tag, 'alt')
    this.#anchor?.addImage(alt ?? '')
    const src = imageSource(readAttribute(tag, 'src') ?? '')
    if (src !== null && !isFull) {
      this.images.push({ src, alt: alt === null ? null : shortened(alt) })
    }
  }
}

/** Gathers what a reader sees of one link. */
class AnchorReader {
  readonly #href: string
  readonly #title: string
  #text = ''
  #images = ''

  constructor(href: string, title: string) {
    this.#href = href
    this.#title = title
  }

  append(text: string): void {
    if (this.#text.length < MESSAGE_LIMITS.linkText) this.#text += text
  }

  addImage(alt: string): void {
    if (this.#images.length < MESSAGE_LIMITS.linkText) this.#images += ` ${alt}`
  }

  get anchor(): Anchor {
    return {
      href: this.#href,
      text: shortened(this.#text) || shortened(this.#images) || shortened(this.#title),
    }
  }
}

/** The address of an image; null when it is none that a message can have. */
function imageSource(src: string): string | null {
  const trimmed = src.trim()
  const [scheme = '', mediaType] = /^(?:https?:|cid:|(data:image\/[\w.+-]{1,50}))/i.exec(trimmed) ?? []
  if (scheme === '') return null
  if (mediaType !== undefined) return mediaType
  return trimmed.length > MESSAGE_LIMITS.hrefLength ? null : trimmed
}

function shortened(text: string): string {
  return foldSpace(text.slice(0, 2 * MESSAGE_LIMITS.linkText))
    .trim()
    .slice(0, MESSAGE_LIMITS.linkText)
}
