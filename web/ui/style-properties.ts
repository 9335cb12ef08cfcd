import { noChange } from 'lit'
import { directive, Directive, PartType, type ElementPart, type PartInfo } from 'lit/directive.js'

class StyleProperties extends Directive {
  constructor(part: PartInfo) {
    super(part)
    if (part.type !== PartType.ELEMENT)
      throw new Error('styleProperties stands in a tag, not in an attribute')
  }

  override render(_properties: Readonly<Record<string, string>>) {
    return noChange
  }

  override update({ element }: ElementPart, [properties]: [Readonly<Record<string, string>>]) {
    const { style } = element as HTMLElement
    for (const [name, value] of Object.entries(properties)) style.setProperty(name, value)
    return noChange
  }
}

/**
 * Sets style properties of its element, by their CSS names. Unlike Lit's styleMap it never writes the style attribute, which
 * the page's Content-Security-Policy forbids.
 */
export const styleProperties = directive(StyleProperties)
