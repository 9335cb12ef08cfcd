/** What is kept of what befell messages, besides what the messages themselves and their deliveries tell. */
export interface JourneyLimits {
  /** Notes of one message; beyond that the oldest go. */
  readonly notesOfOne: number
  /** Notes of all messages together; beyond that those of the message whose notes are the oldest go. */
  readonly notes: number
  /** Sessions whose faults are remembered until a message comes out of them. */
  readonly sessions: number
}

export const JOURNEY_LIMITS: JourneyLimits = {
  notesOfOne: 500,
  notes: 100_000,
  sessions: 1_000,
}
