import { summaryJson } from '../../mailbox/summary-json.ts'
import type { StoredMessage } from '../../mailbox/stored-message.ts'
import type { ContentReader } from '../../message/content-reader.ts'
import type { Message, Summary } from '../contract/message.ts'

/** What of a message is gone, or other than it was, once it is deleted. */
interface Snapshot {
  readonly raw: Buffer
  readonly summary: string
}

/** A message as it is now, for `messageJson` to show it later. */
export function snapshotOf(message: StoredMessage): Snapshot {
  return { raw: message.raw, summary: summaryJson(message) }
}

/** The whole message as the contract has it, flags and tags as the catch-all account sees them. */
export async function messageJson(
  reader: ContentReader,
  message: StoredMessage,
  snapshot: Snapshot = snapshotOf(message),
): Promise<string> {
  const content = await reader.read(message.id, snapshot.raw)
  const summary = JSON.parse(snapshot.summary) as Summary
  const { text, html, date, messageId, replyTo, bcc, headers, attachments, links, codes, images, problems } =
    content
  const whole = {
    ...summary,
    text,
    html,
    date,
    messageId,
    replyTo: [...replyTo],
    bcc: [...bcc],
    headers: headers.map(([name, value]) => [name, value]),
    attachments: [...attachments],
    links: [...links],
    codes: [...codes],
    images: [...images],
    problems: [...problems],
    paths: { from: message.envelope.from, to: [...message.envelope.to] },
    session: message.session,
  } satisfies Message
  return JSON.stringify(whole)
}
