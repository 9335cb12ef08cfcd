import { decodeAttributeEntities } from './html-entities.ts'

const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))?)?/g

/**
 * The value of an attribute of a start tag, its character references decoded; null when the tag has none of that
 * name.
 *
 * @param tag from its angle bracket on
 * @param name in lower case
 */
export function readAttribute(tag: string, name: string): string | null {
  for (const [, attribute, double, single, bare] of tag.matchAll(ATTRIBUTE)) {
    // HTML Standard §13.2.5.33: of attributes with the same name the first one counts.
    if (attribute!.toLowerCase() === name) return decodeAttributeEntities(double ?? single ?? bare ?? '')
  }
  return null
}
