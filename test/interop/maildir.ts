import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Letters by which a Maildir's file names tell flags, and the flags' names in IMAP. */
const LETTERS: Readonly<Record<string, string>> = {
  D: '\\Draft',
  F: '\\Flagged',
  R: '\\Answered',
  S: '\\Seen',
  T: '\\Deleted',
}

export interface MaildirMail {
  readonly path: string
  readonly subject: string
  readonly flags: readonly string[]
}

/** The mails of a Maildir. */
export function maildirMails(folder: string): MaildirMail[] {
  return ['new', 'cur'].flatMap(part =>
    readdirSync(join(folder, part)).map(name => {
      const path = join(folder, part, name)
      const subject = /^Subject: (.*?)\r?$/m.exec(readFileSync(path, 'latin1'))?.[1] ?? ''
      const letters = /:2,([A-Z]*)$/.exec(name)?.[1] ?? ''
      return { path, subject, flags: Array.from(letters, letter => LETTERS[letter] ?? letter) }
    }),
  )
}

/** What a Maildir holds, as `MailBox.entries` tells it. */
export function maildirEntries(folder: string): string[] {
  return maildirMails(folder)
    .map(({ subject, flags }) => `${subject} ${flags.toSorted().join(' ')}`.trim())
    .sort()
}
