/** What faults may make us hold. */
export interface FaultLimits {
  /** Rules; of those that are over, the oldest go when there are more. */
  readonly rules: number
  /** Recipients, senders or clients whose attempts one rule counts; beyond that the one not seen for longest is forgotten. */
  readonly keys: number
  /** Milliseconds of the longest delay. */
  readonly delay: number
  /** Characters of one text in a rule. */
  readonly text: number
}

export const FAULT_LIMITS: FaultLimits = {
  rules: 1000,
  keys: 1000,
  delay: 60 * 60 * 1000,
  text: 1000,
}
