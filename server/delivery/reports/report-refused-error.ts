/** A report that was asked for and cannot be. Its text says why, and what to do instead. */
export class ReportRefusedError extends Error {
  override readonly name = 'ReportRefusedError'
}
