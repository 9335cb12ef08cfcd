import { afterEach, describe, expect, test } from 'vitest'
import { READY_MADE_ADDRESSES, READY_MADE_LABELS } from '../../server/delivery/world/ready-made.ts'
import { BOUNCE_KINDS } from '../../server/delivery/reports/bounce-kinds.ts'
import { enJourneys } from '../../web/app/words/en-journeys.ts'
import { frJourneys } from '../../web/app/words/fr-journeys.ts'
import { happensInWords } from '../../web/app/words/happens-in-words.ts'
import { journeyWords } from '../../web/app/words/journey-words.ts'
import { chooseLanguage } from '../../web/app/words/words.ts'
import { REPORT_KINDS } from '../../web/state/report-model.ts'
import { groupReadyMade } from '../../web/views/ready-made-groups.ts'

const READY_MADE = [...READY_MADE_ADDRESSES, ...READY_MADE_LABELS]

/** Every path to a word of a catalogue, with what stands there. */
function entries(catalogue: object, path = ''): [string, unknown][] {
  return Object.entries(catalogue).flatMap(([name, value]) =>
    typeof value === 'object'
      ? entries(value as object, `${path}${name} `)
      : [[path + name, value] as [string, unknown]],
  )
}

const codes = (text: string) => text.match(/\d+(?:\.\d+)*/g)

afterEach(() => chooseLanguage('en', []))

describe('the words of journeys and reports', () => {
  test('are the same in both languages', () => {
    expect(entries(frJourneys).map(([path]) => path)).toEqual(entries(enJourneys).map(([path]) => path))
  })

  test.each([
    ['English', enJourneys],
    ['French', frJourneys],
  ])('leave no word empty and raise no voice: %s', (_, catalogue) => {
    const texts = entries(catalogue).filter(([, value]) => typeof value === 'string')
    expect(texts.filter(([, text]) => text === '' || (text as string).includes('!'))).toEqual([])
  })

  test('are told in the language that is chosen', () => {
    chooseLanguage('fr', [])
    expect(journeyWords()).toBe(frJourneys)
    chooseLanguage('en', [])
    expect(journeyWords()).toBe(enJourneys)
  })

  test('name every kind of bounce that the server makes', () => {
    expect(REPORT_KINDS.slice(0, BOUNCE_KINDS.length)).toEqual(BOUNCE_KINDS)
  })
})

describe('the ready-made addresses', () => {
  test('are told in French, all of them, with their codes', () => {
    chooseLanguage('fr', [])
    const told = READY_MADE.map(({ happens }) => ({ happens, ...happensInWords(happens) }))
    expect(told.filter(({ language }) => language !== 'fr')).toEqual([])
    for (const { happens, text } of told) expect(codes(text)).toEqual(codes(happens))
    expect(happensInWords('As full.test: 552 5.2.2 at RCPT.').text).toBe(
      'Comme full.test : 552 5.2.2 à RCPT.',
    )
  })

  test('stay in English where that is the language, or a sentence is new', () => {
    expect(happensInWords('250, and delivered.')).toEqual({ text: '250, and delivered.', language: 'en' })
    chooseLanguage('fr', [])
    expect(happensInWords('It rains.')).toEqual({ text: 'It rains.', language: 'en' })
  })

  test('are parted by what may be any text', () => {
    const { plain, labels, providers } = groupReadyMade(READY_MADE)
    expect(plain.map(({ example }) => example)).toContain('anna@451.test')
    expect(labels).toEqual(READY_MADE_LABELS)
    expect(providers.map(({ form }) => form)).toContain('bounce@simulator.amazonses.com')
    expect(plain.length + labels.length + providers.length).toBe(READY_MADE.length)
  })
})
