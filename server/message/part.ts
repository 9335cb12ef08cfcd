import type { PartHeader } from './part-header.ts'

/** One node of the MIME tree; all offsets are into the raw bytes of the message. */
export interface Part extends PartHeader {
  /**
   * The IMAP part number (RFC 9051 §6.4.5.1), such as `1.2`. A multipart that is the body of a message has
   * the path of that message: '' for the outermost; the only part of a message is its number 1.
   */
  readonly path: string
  /** Where the part's own header begins (BODY[path.MIME]), or the header of the message. */
  readonly headerStart: number
  readonly bodyStart: number
  /** Exclusive; the line end before a boundary belongs to the boundary (RFC 2046 §5.1.1). */
  readonly end: number
  /** Line feeds in the body; counted when asked for. */
  readonly lines: number
  readonly children: readonly Part[]
  /** What a message/rfc822 part holds; null when it is encoded or lies too deep. */
  readonly message: Part | null
}

/** Every part of the tree in the order of the message, the inside of attached messages too. */
export function* allParts(root: Part): Generator<Part> {
  const waiting = [root]
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    yield part
    if (part.message !== null) waiting.push(part.message)
    for (let index = part.children.length - 1; index >= 0; index--) waiting.push(part.children[index]!)
  }
}

/**
 * The parts that hold content, in the order of the message; an attached message is one of them and not
 * entered.
 */
export function* leaves(root: Part): Generator<Part> {
  const waiting = [root]
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    if (part.children.length === 0) yield part
    for (let index = part.children.length - 1; index >= 0; index--) waiting.push(part.children[index]!)
  }
}

/** The part with an IMAP part number; '' is the message's own root. */
export function findPart(root: Part, path: string): Part | undefined {
  for (const part of allParts(root)) if (part.path === path) return part
  return undefined
}

/** Whether a leaf is an attachment: it says so, or has a name, or is not text. */
export function isAttachment(leaf: Part): boolean {
  if (leaf.type === 'multipart') return false
  return leaf.disposition?.type === 'attachment' || leaf.name !== null || leaf.type !== 'text'
}

/**
 * Whether a leaf is text that a reader shows as the body. A multipart in which no boundary was found is shown
 * as the plain text that it is.
 */
export function isBodyText(leaf: Part): boolean {
  if (leaf.type === 'multipart') return true
  return !isAttachment(leaf) && (leaf.subtype === 'plain' || leaf.subtype === 'html')
}
