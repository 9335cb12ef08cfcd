/** A subject without what answers put before it (RFC 5256 §2.1, in short). */
export function baseSubject(subject: string): string {
  return subject
    .replace(/^(?:\s*(?:re|fwd?|tr|aw|wg)\s*(?:\[\d+\])?\s*:)+\s*/i, '')
    .trim()
    .toLowerCase()
}
