import { summaryJson } from '../../mailbox/summary-json.ts'
import type { StoredMessage } from '../../mailbox/stored-message.ts'
import type { ContentReader } from '../../message/content-reader.ts'
import type { Message, Summary } from '../contract/message.ts'

/** The whole message as the contract has it, flags and tags as the catch-all account sees them. */
export async function messageJson(reader: ContentReader, message: StoredMessage): Promise<string> {
  const content = await reader.read(message.id, message.raw)
  const summary = JSON.parse(summaryJson(message)) as Summary
  const { text, html, date, messageId, replyTo, bcc, headers, attachments, problems } = content
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
    links: [],
    codes: [],
    problems: [...problems],
    paths: { from: message.envelope.from, to: [...message.envelope.to] },
    session: message.session,
  } satisfies Message
  return JSON.stringify(whole)
}
