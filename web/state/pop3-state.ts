import type { OpenSession } from '../../server/http/contract.ts'
import type { MaildropMessage } from './pop3-maildrop.ts'
import type { WireLine } from './wire-log.ts'

/** password: the server wants the right one; locked: another session holds the maildrop; missing: there is no such account yet. */
export type Pop3Phase = 'closed' | 'opening' | 'open' | 'password' | 'locked' | 'missing'

/** How the session before ended. */
export type Pop3End =
  | { readonly how: 'quit'; readonly deleted: number }
  /** Whatever was marked stayed. */
  | { readonly how: 'silence' | 'left' | 'lost'; readonly marked: number }

/** A message, or its beginning, as it was last fetched. */
export interface Retrieved {
  readonly number: number
  readonly command: 'RETR' | 'TOP'
  readonly octets: number
  readonly text: string
  /** Whether there is more than is shown. */
  readonly isCut: boolean
}

/** What a program did that fetches all its mail. */
export interface FetchResult {
  readonly fetched: number
  readonly isLeft: boolean
}

export interface Pop3State {
  readonly address: string
  readonly phase: Pop3Phase
  /** What the server said of the phase; '' for nothing. */
  readonly reason: string
  readonly end: Pop3End | null
  /** Who has the maildrop open, as far as that is another session. */
  readonly holders: readonly OpenSession[]
  readonly messages: readonly MaildropMessage[]
  /** The number of the message that the keyboard is on. */
  readonly current: number | null
  readonly retrieved: Retrieved | null
  readonly result: FetchResult | null
  /** Whether messages that were fetched are left where they are. */
  readonly leavesCopy: boolean
  readonly isBusy: boolean
  readonly failure: string | null
  readonly log: readonly WireLine[]
}

export const NO_MAILDROP: Pop3State = {
  address: '',
  phase: 'closed',
  reason: '',
  end: null,
  holders: [],
  messages: [],
  current: null,
  retrieved: null,
  result: null,
  leavesCopy: true,
  isBusy: false,
  failure: null,
  log: [],
}
