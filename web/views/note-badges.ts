import { words } from '../app/words/words.ts'

export interface Badge {
  readonly text: string
  readonly tone: 'neutral' | 'warning' | 'danger'
}

const TONES: Readonly<Record<string, Badge['tone']>> = {
  bounced: 'danger',
  malformed: 'danger',
  'no-text': 'warning',
  'no-account': 'warning',
  'over-quota': 'warning',
  faulted: 'warning',
}

/** The notes of a message in words, the gravest first. A note that the catalogue does not know is shown as it is. */
export function noteBadges(notes: readonly string[]): Badge[] {
  const badges = notes.map(note => ({ text: words().notes[note] ?? note, tone: TONES[note] ?? 'neutral' }))
  const gravity = { danger: 0, warning: 1, neutral: 2 }
  return badges.sort((a, b) => gravity[a.tone] - gravity[b.tone])
}
