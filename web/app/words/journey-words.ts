import { enJourneys, type JourneyWords } from './en-journeys.ts'
import { frJourneys } from './fr-journeys.ts'
import { words } from './words.ts'

const CATALOGUES: Readonly<Record<string, JourneyWords>> = { en: enJourneys, fr: frJourneys }

/** The words of the way of a message, of reports on it and of the ready-made addresses, in the language in use. */
export function journeyWords(): JourneyWords {
  return CATALOGUES[words().languageCode] ?? enJourneys
}
