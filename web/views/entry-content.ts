import { formatBytes } from '../app/format-bytes.ts'
import { formatExactTime, formatListTime } from '../app/format-time.ts'
import { sessionWords } from '../app/words/session-words.ts'
import { locale, words } from '../app/words/words.ts'
import { hasFlag, type ImapEntry } from '../state/imap-mailbox.ts'
import type { EntryRowContent } from '../ui/entry-row.ts'

/** What a row shows of an entry. @param now milliseconds since the epoch */
export function entryContent(entry: ImapEntry, now: number): EntryRowContent {
  const { sender, subject, flags, uid, modseq, octets, internalDate } = entry
  const w = words()
  const { uidFact, modseqFact } = sessionWords()
  return {
    sender: sender || w.noSender,
    subject: subject || w.noSubject,
    isSubjectMissing: subject === '',
    time: internalDate === null ? '' : formatListTime(internalDate, now, locale()),
    exactTime: internalDate === null ? '' : formatExactTime(internalDate, locale()),
    flags,
    facts: [
      formatBytes(octets, w.units, locale()),
      uidFact(String(uid)),
      ...(modseq === null ? [] : [modseqFact(String(modseq))]),
    ],
    isSeen: hasFlag(entry, '\\Seen'),
    isDeleted: hasFlag(entry, '\\Deleted'),
  }
}
