/** What the row of a delivery shows, all of it ready to be read. */
export interface DeliveryRowContent {
  readonly recipient: string
  readonly subject: string
  readonly state: string
  readonly tone: 'neutral' | 'warning' | 'danger'
  /** When it goes on, or went, and in full on hover. */
  readonly when: string
  readonly exactWhen: string
  /** The last reply, as the host gave it. */
  readonly reply: string
  /** Where it is, and how often it was tried. */
  readonly facts: readonly string[]
}
