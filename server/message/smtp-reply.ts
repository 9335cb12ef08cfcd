/** A reply of an SMTP server (RFC 5321 §4.2). */
export interface SmtpReply {
  /** Of three digits. */
  readonly code: number
  /** Its enhanced status code (RFC 3463), such as `5.1.1`; null where a server gives none. */
  readonly enhanced: string | null
  readonly text: string
}

/** As it goes over the wire, in one line: `550 5.1.1 no such user`. */
export function formatReply({ code, enhanced, text }: SmtpReply): string {
  return [code, enhanced, text].filter(part => part !== null && part !== '').join(' ')
}
