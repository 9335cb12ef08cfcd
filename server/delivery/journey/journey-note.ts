/** Someone took the content of a message, or looked at it in the inbox. */
export interface ReadNote {
  readonly type: 'read'
  /** World time, in milliseconds since the epoch; of several readings, the first. */
  readonly at: number
  readonly protocol: 'pop3' | 'imap' | 'http' | 'smtp'
  /** The session's id; null for a request. */
  readonly session: string | null
  /** The client's IP address. */
  readonly address: string
  readonly user: string | null
  /** How often in this session. */
  readonly times: number
}

/** An entry of the message was taken out of its folder. */
export interface ExpungedNote {
  readonly type: 'expunged'
  readonly at: number
  readonly account: string
  readonly folder: string
  readonly uid: number
}

/** A fault befell the session that brought the message, or one that asked for it. */
export interface FaultedNote {
  readonly type: 'faulted'
  readonly at: number
  /** The fault's id. */
  readonly fault: string
  readonly stage: string
  /** What it does, as its rule says it. */
  readonly act: object
}

/** What befell a message and is told by nothing but the feed. */
export type JourneyNote = ReadNote | ExpungedNote | FaultedNote
