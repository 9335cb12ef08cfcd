import type { TokenizerCallbacks } from 'htmlparser2'
import { sanitizeCss } from './css-sanitizer.ts'
import { escapeAttribute, escapeText } from './escape-html.ts'
import {
  ATTRIBUTES,
  CONTROLS,
  ELEMENTS,
  LINK_ELEMENTS,
  SILENT_ELEMENTS,
  SVG_ELEMENTS,
  VOID_ELEMENTS,
  type AttributeRule,
} from './html-policy.ts'
import type { MailColors } from './mail-colors.ts'
import { judgeReference, safeLink, type ReferencePolicy, type Verdict } from './reference.ts'

/**
 * Takes the tokens of a hostile document and writes them anew: known elements with known attributes, every value
 * judged and quoted, every text escaped. What it writes means the same to every HTML parser, as there is nothing
 * left in it that parsers disagree about. It keeps no tree, so neither depth nor number of the elements matters;
 * the browser closes what is left open.
 */
export class HtmlSanitizer implements TokenizerCallbacks {
  readonly #html: string
  readonly #policy: ReferencePolicy
  readonly #colors: MailColors
  readonly #out: string[] = []
  #tag = ''
  #attributes = new Map<string, string>()
  #attribute = ''
  #value = ''
  /** The element whose raw text is being read: a style sheet is collected, other such text is dropped. */
  #rawText: string | null = null
  #style = ''
  #styleMedia = ''
  #bodyAttributes: string | null = null
  #language = ''
  #remote = 0

  /** @param html the document whose tokens will come */
  constructor(html: string, policy: ReferencePolicy, colors: MailColors) {
    this.#html = html
    this.#policy = policy
    this.#colors = colors
  }

  /** What goes between the body tags. */
  get body(): string {
    return this.#out.join('')
  }

  /** Attributes of the body element, as they are to be written. */
  get bodyAttributes(): string {
    return this.#bodyAttributes ?? ''
  }

  /** `lang` and `dir` of the html element, as they are to be written. */
  get rootAttributes(): string {
    return this.#language
  }

  /** How many references to remote content were kept from loading. */
  get remoteReferences(): number {
    return this.#remote
  }

  onopentagname(start: number, end: number): void {
    this.#tag = this.#html.slice(start, end).toLowerCase()
    this.#attributes = new Map()
  }

  onattribname(start: number, end: number): void {
    this.#attribute = this.#html.slice(start, end).toLowerCase()
    this.#value = ''
  }

  onattribdata(start: number, end: number): void {
    this.#value += this.#html.slice(start, end)
  }

  onattribentity(codepoint: number): void {
    this.#value += String.fromCodePoint(codepoint)
  }

  onattribend(): void {
    // HTML Standard §13.2.5.33: of attributes with the same name the first one counts.
    if (!this.#attributes.has(this.#attribute)) this.#attributes.set(this.#attribute, this.#value)
  }

  onopentagend(): void {
    this.#open(false)
  }

  onselfclosingtag(): void {
    this.#open(SVG_ELEMENTS.has(this.#tag))
  }

  onclosetag(start: number, end: number): void {
    const name = this.#html.slice(start, end).toLowerCase()
    if (name === this.#rawText) this.#endRawText()
    else if (ELEMENTS.has(name) && !VOID_ELEMENTS.has(name)) this.#out.push(`</${name}>`)
  }

  ontext(start: number, end: number): void {
    const text = this.#html.slice(start, end)
    if (this.#rawText === null) this.#out.push(escapeText(text))
    else if (this.#rawText === 'style') this.#style += text
  }

  ontextentity(codepoint: number): void {
    if (this.#rawText === null) this.#out.push(escapeText(String.fromCodePoint(codepoint)))
  }

  onend(): void {
    if (this.#rawText !== null) this.#endRawText()
  }

  // Comments, conditional ones too, declarations and processing instructions show nothing.
  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}

  #open(selfClosing: boolean): void {
    const name = this.#tag
    if (name === 'style' || SILENT_ELEMENTS.has(name)) {
      this.#rawText = name
      this.#styleMedia = this.#attributesOf(name, ['media'])
    } else if (name === 'html') this.#language = this.#attributesOf(name, ['lang', 'dir'])
    else if (name === 'body') this.#bodyAttributes ??= this.#attributesOf(name)
    else if (name === 'link') this.#styleSheet()
    else if (ELEMENTS.has(name)) {
      this.#out.push(`<${name}${this.#attributesOf(name)}${selfClosing ? '/' : ''}>`)
    }
  }

  #endRawText(): void {
    if (this.#rawText === 'style') {
      this.#out.push(`<style${this.#styleMedia}>`, this.#css(this.#style), '</style>')
    }
    this.#rawText = null
    this.#style = ''
  }

  /** A style sheet from elsewhere is remote content; links of any other kind are dropped. */
  #styleSheet(): void {
    const relations = (this.#attributes.get('rel') ?? '').toLowerCase().split(/\s+/)
    if (!relations.includes('stylesheet')) return
    const url = this.#loaded(this.#attributes.get('href') ?? '')
    if (url !== null) this.#out.push(`<link rel="stylesheet" href="${escapeAttribute(url)}">`)
  }

  #attributesOf(element: string, only?: readonly string[]): string {
    let text = ''
    for (const [name, value] of this.#attributes) {
      const rule = ATTRIBUTES.get(name)
      if (rule !== undefined && (only?.includes(name) ?? true))
        text += this.#format(element, name, value, rule)
    }
    if (LINK_ELEMENTS.has(element) && !this.#leadsWithin())
      text += ' target="_blank" rel="noopener noreferrer nofollow"'
    if (CONTROLS.has(element)) text += ' disabled'
    return text
  }

  #format(element: string, name: string, value: string, rule: AttributeRule): string {
    switch (rule) {
      case 'text':
        return formatAttribute(name, this.#colors.attribute(name, value))
      case 'css':
        return formatAttribute(name, this.#colors.attribute(name, this.#css(value)))
      case 'link': {
        const href = LINK_ELEMENTS.has(element) ? safeLink(value) : null
        return href === null ? '' : formatAttribute(name, href)
      }
      case 'image': {
        const verdict = this.#judge(value)
        if (verdict.fate === 'drop') return ''
        return formatAttribute(verdict.fate === 'use' ? name : `data-remote-${name}`, verdict.url)
      }
      default:
        return this.#imageSet(name, value)
    }
  }

  /** To a place in the document, where one goes without another tab. */
  #leadsWithin(): boolean {
    return safeLink(this.#attributes.get('href') ?? '')?.startsWith('#') === true
  }

  #css(css: string): string {
    return this.#colors.css(sanitizeCss(css, url => this.#loaded(url)))
  }

  /** HTML Standard §4.8.4.2.1: candidates parted by commas, each an address and a descriptor. */
  #imageSet(name: string, value: string): string {
    const candidates: string[] = []
    for (const candidate of value.split(/,\s+|,$/)) {
      const [address = '', descriptor = ''] = candidate.trim().split(/\s+/, 2)
      const url = address === '' ? null : this.#loaded(address)
      // A comma inside an address would part it again.
      if (url === null || url.includes(',')) continue
      candidates.push(`${url} ${descriptor.replace(/[^\w.]/g, '')}`.trim())
    }
    return candidates.length === 0 ? '' : formatAttribute(name, candidates.join(', '))
  }

  /** The address by which this may be loaded; null when it may not. */
  #loaded(reference: string): string | null {
    const verdict = this.#judge(reference)
    return verdict.fate === 'use' ? verdict.url : null
  }

  #judge(reference: string): Verdict {
    const verdict = judgeReference(reference, this.#policy)
    if (verdict.fate === 'remote') this.#remote++
    return verdict
  }
}

function formatAttribute(name: string, value: string): string {
  return ` ${name}="${escapeAttribute(value)}"`
}
