import type { Command } from '../app/keyboard.ts'

/** What the page needs of a view that hears commands before the inbox does. */
export interface SessionPage {
  /** Whether a window of its own is open, which has all keys. */
  readonly isModal: boolean
  /** Does what a command means here. @returns whether it means anything */
  obey(command: Command): boolean
}
