import { ownBodyText } from '../message/body-text.ts'
import { findCodes } from '../message/codes.ts'
import { readHtml } from '../message/html-reading.ts'
import { MESSAGE_LIMITS } from '../message/limits.ts'
import * as links from '../message/links.ts'
import { parseStructure } from '../message/structure.ts'
import type { StoredMessage } from './stored-message.ts'

/** Whether a message has a link, by the rules by which they are listed; false once it was deleted. */
export function hasLink(message: StoredMessage): boolean {
  const { raw } = message
  if (raw.length > 0 && message.holdsLink === null) readHints(message, raw)
  return raw.length > 0 && message.holdsLink === true
}

/** Whether a message has a one-time code, by the rules by which they are listed; false once it was deleted. */
export function hasCode(message: StoredMessage): boolean {
  const { raw } = message
  if (raw.length > 0 && message.holdsCode === null) readHints(message, raw)
  return raw.length > 0 && message.holdsCode === true
}

/** Reads both at once, and once for each message: whoever waits or listens asks again and again. */
function readHints(message: StoredMessage, raw: Buffer): void {
  const { summary } = message
  const { text, html } = ownBodyText(raw, parseStructure(raw), MESSAGE_LIMITS.searchBytes)
  const { lines, anchors } = readHtml(html ?? '')
  message.holdsLink = links.hasLink({ anchors, text })
  message.holdsCode = findCodes({ subject: summary.subject, lines, text }).length > 0
}
