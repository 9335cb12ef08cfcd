import { Entry } from './entry.ts'
import { FLAGGED, SEEN } from './flags.ts'
import type { StoredMessage } from './stored-message.ts'
import { summaryNotes } from './summary-notes.ts'

/**
 * What lists and events show of a message, as JSON text. Of an entry, its own flags and keywords are shown;
 * of a message, those of its entry in the catch-all account. All but these is made once and kept, until it bounces.
 */
export function summaryJson(subject: Entry | StoredMessage): string {
  const isEntry = subject instanceof Entry
  const message = isEntry ? subject.message : subject
  const entry = isEntry ? subject : message.entries.find(other => other.folder.account.isCatchAll)
  message.summaryHead ??= summaryHead(message)
  const flags = entry?.flags ?? 0
  const seen = (flags & SEEN) !== 0
  const flagged = (flags & FLAGGED) !== 0
  const tags = entry === undefined || entry.keywords.length === 0 ? '[]' : JSON.stringify(entry.keywords)
  return `${message.summaryHead},"seen":${seen},"flagged":${flagged},"tags":${tags}}`
}

/** The JSON object without its last members and its closing brace. */
function summaryHead(message: StoredMessage): string {
  const { id, receivedAt, size, summary, envelope, session, overview, seq } = message
  const json = JSON.stringify({
    id,
    receivedAt: new Date(receivedAt).toISOString(),
    size,
    subject: summary.subject,
    from: summary.from,
    to: summary.to,
    cc: summary.cc,
    envelope: { from: envelope.from.address, to: envelope.to.map(path => path.address) },
    user: session.auth?.user ?? null,
    preview: overview.preview,
    attachments: overview.attachments,
    notes: summaryNotes(message),
    cursor: seq,
  })
  return json.slice(0, -1)
}
