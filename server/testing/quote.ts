/** Characters of a text that a message shows. */
const SHOWN_LENGTH = 200

/** A text in quotation marks for a line of a log: clipped, and without what would change the terminal it is read in. */
export function quote(text: string): string {
  const plain = text.replace(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu, ' ')
  return `'${plain.length > SHOWN_LENGTH ? `${plain.slice(0, SHOWN_LENGTH - 1)}…` : plain}'`
}
