/** What reports may take and remember. */
export interface ReportLimits {
  /** Octets of a message that a report returns; of a larger one, it returns as much of the header. */
  readonly returnedOctets: number
  /** Pairs of sender and recipient of which it is remembered when the one last had an automatic reply; beyond, the oldest are forgotten. */
  readonly rememberedReplies: number
}

export const REPORT_LIMITS: ReportLimits = {
  returnedOctets: 50_000,
  rememberedReplies: 10_000,
}
