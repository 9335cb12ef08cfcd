import { enSessions, type SessionWords } from './en-sessions.ts'
import { frSessions } from './fr-sessions.ts'
import { words } from './words.ts'

const CATALOGUES: Readonly<Record<string, SessionWords>> = { en: enSessions, fr: frSessions }

/** The words of the IMAP and POP3 views, in the language in use. */
export function sessionWords(): SessionWords {
  return CATALOGUES[words().languageCode] ?? enSessions
}
