import { describe, expect, test } from 'vitest'
import { en } from '../../web/app/words/en.ts'
import { fr } from '../../web/app/words/fr.ts'
import { chooseLanguage, formatCount, locale, words } from '../../web/app/words/words.ts'

/** Every path to a word of a catalogue, with what stands there. */
function entries(catalogue: object, path = ''): [string, unknown][] {
  return Object.entries(catalogue).flatMap(([name, value]) =>
    typeof value === 'object'
      ? entries(value as object, `${path}${name} `)
      : [[path + name, value] as [string, unknown]],
  )
}

describe('the catalogues', () => {
  test('have the same words', () => {
    expect(entries(fr).map(([path]) => path)).toEqual(entries(en).map(([path]) => path))
  })

  test.each([
    ['English', en],
    ['French', fr],
  ])('leave no word empty and raise no voice: %s', (_, catalogue) => {
    const texts = entries(catalogue).filter(([, value]) => typeof value === 'string')
    expect(texts.filter(([, text]) => text === '' || (text as string).includes('!'))).toEqual([])
  })

  test('count in their own way', () => {
    expect([en.messages(0, '0'), en.messages(1, '1'), en.messages(2, '2')]).toEqual([
      '0 messages',
      '1 message',
      '2 messages',
    ])
    expect([fr.messages(0, '0'), fr.messages(1, '1'), fr.messages(2, '2')]).toEqual([
      '0 message',
      '1 message',
      '2 messages',
    ])
  })
})

describe('the language', () => {
  test.each([
    ['system', ['de-DE', 'fr-CA', 'en'], 'fr', 'fr-CA'],
    ['system', ['de-DE'], 'en', 'en'],
    ['en', ['fr-FR', 'en-GB'], 'en', 'en-GB'],
    ['fr', ['en-GB'], 'fr', 'fr'],
  ] as const)('%s for a user of %j is %s, written as in %s', (setting, preferred, language, written) => {
    chooseLanguage(setting, preferred)
    expect([words().languageCode, locale()]).toEqual([language, written])
  })

  test('decides how numbers are written', () => {
    chooseLanguage('en', [])
    expect(formatCount(12_345)).toBe('12,345')
    chooseLanguage('fr', [])
    expect(formatCount(12_345)).toBe('12\u202f345')
  })
})
