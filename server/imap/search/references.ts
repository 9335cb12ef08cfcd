import { FieldCursor } from '../../message/field-cursor.ts'
import { fieldText } from '../../message/header.ts'
import { findClosing } from '../../message/lexical-tokens.ts'

/** How a message names itself and those before it (RFC 5322 §3.6.4); ids without their angle brackets. */
export interface References {
  readonly messageId: string | null
  /** The oldest first, its parent last. */
  readonly references: readonly string[]
}

/** References kept of one message: the first, which begins the conversation, and the last ones before it. */
const MOST_REFERENCES = 100

/** Reads the fields by which RFC 5256 §3 finds the threads. */
export function readReferences(raw: Buffer): References {
  let messageId: string | undefined
  let references: string | undefined
  let inReplyTo: string | undefined
  const cursor = new FieldCursor(raw, 0, raw.length)
  while (cursor.next()) {
    if (cursor.isNamed('message-id')) messageId ??= fieldText(raw, cursor)
    else if (cursor.isNamed('references')) references ??= fieldText(raw, cursor)
    else if (cursor.isNamed('in-reply-to')) inReplyTo ??= fieldText(raw, cursor)
  }
  const named = parseMessageIds(references ?? '')
  return {
    messageId: parseMessageIds(messageId ?? '')[0] ?? null,
    // RFC 5256 §3: without valid ids in References, the first valid one of In-Reply-To is the only reference.
    references: named.length > 0 ? shortened(named) : parseMessageIds(inReplyTo ?? '').slice(0, 1),
  }
}

function shortened(ids: readonly string[]): readonly string[] {
  return ids.length <= MOST_REFERENCES ? ids : [ids[0]!, ...ids.slice(1 - MOST_REFERENCES)]
}

/** The ids of a value, in their order, each as it compares: without brackets, white space and needless quotes. */
export function parseMessageIds(value: string): string[] {
  const ids: string[] = []
  for (let open = value.indexOf('<'); open >= 0;) {
    const close = findClosing(value, '>', open + 1)
    if (close < 0) break
    const id = comparable(value.slice(open + 1, close))
    // RFC 5322 §3.6.4: a message id has a left and a right side.
    if (/^[^@]+@./.test(id)) ids.push(id)
    open = value.indexOf('<', close + 1)
  }
  return ids
}

/** RFC 5256 §3: ids are compared as strings, after quotes that need not be there were taken away. */
function comparable(id: string): string {
  const bare = id.replace(/\s+/g, '')
  return bare.includes('"') ? bare.replace(/^"((?:[^"\\]|\\.)*)"@/s, '$1@') : bare
}
