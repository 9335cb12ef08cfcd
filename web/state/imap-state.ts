import type { ImapFolder } from './imap-folders.ts'
import type { ImapMailbox } from './imap-mailbox.ts'
import { NOTHING_SELECTED, type ImapSelection } from './imap-selection.ts'
import type { WireLine } from './wire-log.ts'

/**
 * closed: nobody asked for a session; password: the server wants the right one; missing: there is no such account yet;
 * lost: the connection ended and is tried again.
 */
export type ImapPhase = 'closed' | 'connecting' | 'password' | 'missing' | 'ready' | 'lost'

/** An IMAP session of one account, and what it shows. */
export interface ImapState {
  readonly address: string
  readonly phase: ImapPhase
  /** What the server said of the phase, in its words; '' for nothing. */
  readonly reason: string
  /** Whether the server tells of changes by itself just now. */
  readonly isIdle: boolean
  /** null: not known yet. */
  readonly folders: readonly ImapFolder[] | null
  /** The name of the folder that is asked for. */
  readonly folder: string
  readonly folderPhase: 'loading' | 'ready' | 'failed'
  /** null while it is failed. */
  readonly mailbox: ImapMailbox | null
  readonly selection: ImapSelection
  /** What the server answered to a command that it did not obey; null when the last one went well. */
  readonly failure: string | null
  readonly log: readonly WireLine[]
}

export const NO_SESSION: ImapState = {
  address: '',
  phase: 'closed',
  reason: '',
  isIdle: false,
  folders: null,
  folder: 'INBOX',
  folderPhase: 'loading',
  mailbox: null,
  selection: NOTHING_SELECTED,
  failure: null,
  log: [],
}
