import { en, type Words } from './en.ts'
import { fr } from './fr.ts'

const CATALOGUES: Readonly<Record<'en' | 'fr', Words>> = { en, fr }

let current: Words = en
let currentLocale = 'en'

/** The catalogue of the language in use. */
export function words(): Words {
  return current
}

/** What dates and numbers are written by: the user's own region where its language is in use. */
export function locale(): string {
  return currentLocale
}

/**
 * Chooses the catalogue. What is already rendered stays as it is: the caller renders anew.
 *
 * @param setting a language, or 'system' for the first of `preferred` that there is a catalogue for
 * @param preferred language tags in the user's order (`navigator.languages`)
 */
export function chooseLanguage(setting: 'system' | 'en' | 'fr', preferred: readonly string[]): void {
  const known = preferred.filter(tag => primary(tag) in CATALOGUES)
  const language = setting === 'system' ? primary(known[0] ?? 'en') : setting
  current = CATALOGUES[language as keyof typeof CATALOGUES]
  currentLocale = known.find(tag => primary(tag) === language) ?? language
}

export function formatCount(count: number): string {
  return new Intl.NumberFormat(currentLocale).format(count)
}

function primary(tag: string): string {
  return tag.split('-', 1)[0]!.toLowerCase()
}
