/**
 * The envelope: what MAIL FROM and RCPT TO said (RFC 5321 §2.3.1), never mixed up with the header fields From
 * and To.
 */
export interface Envelope {
  readonly from: EnvelopePath
  readonly to: readonly EnvelopePath[]
}

export interface EnvelopePath {
  /** The address alone, as it was sent: no angle brackets, no source route; '' for the null reverse-path. */
  readonly address: string
  /** The argument exactly as it was sent, angle brackets and source route included, without the parameters. */
  readonly argument: string
  /** ESMTP parameters by keyword in upper case; `true` where one came without a value. */
  readonly parameters: Readonly<Record<string, string | true>>
}

/** Facts of the session that handed a message in. Shared by all messages of that session while they stay the same. */
export interface SessionFacts {
  readonly id: string
  /** `internal`: Facteur wrote it itself, as bounces and automatic replies. */
  readonly protocol: 'smtp' | 'imap' | 'api' | 'internal'
  /** The argument of EHLO or HELO, as it was sent; null for the API. */
  readonly ehlo: string | null
  /** The client's IP address; null when there was no connection (in process). */
  readonly address: string | null
  readonly port: number | null
  readonly tls: {
    readonly protocol: string
    readonly cipher: string
    readonly servername: string | null
  } | null
  readonly auth: { readonly method: string; readonly user: string } | null
}

/** Of a message that was made here out of another: a report that Facteur wrote itself, or an answer by the API. */
export interface MessageOrigin {
  readonly kind:
    | 'bounce'
    | 'delay'
    | 'delivered'
    | 'relayed'
    | 'expanded'
    | 'complaint'
    | 'auto-reply'
    | 'disposition'
    | 'reply'
    | 'forward'
  /** The id of the other message. */
  readonly of: string
}

/** A message enters: its bytes, its envelope and what is known of how it came. */
export interface Submission {
  /** The message's bytes in order, after dot-unstuffing. `submit` may keep them: no one writes to them any more. */
  readonly chunks: readonly Uint8Array[]
  /** Sum of the chunks' lengths, in bytes. */
  readonly size: number
  readonly envelope: Envelope
  readonly session: SessionFacts
  /** The conversation so far, as `TranscriptRecorder.encode` of net gives it; null when there was none. */
  readonly transcript: Uint8Array | null
  /** Whether a fault befell it on its way in. */
  readonly faulted?: boolean
  /**
   * The addresses whose INBOX gets an entry at once, as far as the world has decided: other recipients' copies are on
   * their way, or went nowhere. Those of `envelope.to`, if not given.
   */
  readonly places?: readonly string[]
  /** Of reports and automatic replies; null or left out: somebody sent it. */
  readonly origin?: MessageOrigin | null
}
