import type { IconName } from './icon-paths.ts'

/** One thing that happened. */
export interface StepItem {
  /** The day, where it is another than that of the step before; else ''. */
  readonly day: string
  /** The time of day; '' where it is that of the step before. */
  readonly time: string
  readonly exactTime: string
  /** How long after the first step; '' where that is as before. */
  readonly offset: string
  readonly icon: IconName | null
  readonly tone: 'neutral' | 'success' | 'warning' | 'danger'
  readonly text: string
  /** Goes on with the text. */
  readonly link: StepLink | null
  /** What a server said, as it said it; '' for nothing. */
  readonly said: string
  readonly facts: readonly string[]
}

export interface StepLink {
  readonly href: string
  readonly label: string
}
