import { expect, test } from 'vitest'
import { enSessions } from '../../web/app/words/en-sessions.ts'
import { frSessions } from '../../web/app/words/fr-sessions.ts'
import { sessionWords } from '../../web/app/words/session-words.ts'
import { chooseLanguage } from '../../web/app/words/words.ts'

/** Every path to a word of a catalogue, with what stands there. */
function entries(catalogue: object, path = ''): [string, unknown][] {
  return Object.entries(catalogue).flatMap(([name, value]) =>
    typeof value === 'object'
      ? entries(value as object, `${path}${name} `)
      : [[path + name, value] as [string, unknown]],
  )
}

test('the IMAP and POP3 views have the same words in both languages', () => {
  expect(entries(frSessions).map(([path]) => path)).toEqual(entries(enSessions).map(([path]) => path))
})

test.each([
  ['English', enSessions],
  ['French', frSessions],
])('no word of them is empty or raises its voice: %s', (_, catalogue) => {
  const texts = entries(catalogue).filter(([, value]) => typeof value === 'string')
  expect(texts.filter(([, text]) => text === '' || (text as string).includes('!'))).toEqual([])
})

test('they are told in the language that is chosen', () => {
  chooseLanguage('fr', [])
  expect(sessionWords()).toBe(frSessions)
  chooseLanguage('en', [])
  expect(sessionWords()).toBe(enSessions)
})
