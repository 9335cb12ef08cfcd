import { no, ok } from '../answer.ts'
import { words } from '../arguments.ts'
import { Pop3SyntaxError } from '../command.ts'
import type { Pop3Command } from '../command.ts'

/** RFC 6856 §3: our answers are in English, which serves as the default language, too. */
const LANGUAGES: readonly (readonly [tag: string, description: string])[] = [
  ['en', 'English'],
  ['i-default', 'Default language'],
]

/** The language that a range (RFC 4647 §2.1) asks for: `en-GB` and `*` are served with `en`. */
function languageOf(range: string): string | undefined {
  const wanted = range.toLowerCase()
  if (wanted === '*' || wanted.startsWith('en-')) return 'en'
  return LANGUAGES.find(([tag]) => tag === wanted)?.[0]
}

export const LANG = {
  name: 'LANG',
  states: ['authorization', 'transaction'],
  syntax: 'LANG [language]',
  parse(argument) {
    const [range = null, ...rest] = words(argument)
    if (rest.length > 0) throw new Pop3SyntaxError('one language is taken')
    return range
  },
  run(_session, range) {
    if (range === null) {
      const lines = LANGUAGES.map(([tag, description]) => `${tag} ${description}\r\n`)
      return ok('these languages', lines)
    }
    const language = languageOf(range)
    return language === undefined ? no('LANG lists the languages there are') : ok(`${language} English it is`)
  },
} satisfies Pop3Command<string | null>
