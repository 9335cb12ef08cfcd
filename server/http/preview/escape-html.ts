const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '`': '&#96;',
  '\0': '',
}

/** Text for a place between tags. */
export function escapeText(text: string): string {
  return text.replace(/[&<>\0]/g, character => ENTITIES[character] ?? '')
}

/** Text for an attribute value in double quotes. */
export function escapeAttribute(text: string): string {
  return text.replace(/[&<>"`\0]/g, character => ENTITIES[character] ?? '')
}
