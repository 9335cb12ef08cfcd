import { afterEach, expect, test } from 'vitest'
import {
  formatClockOffset,
  formatClockTime,
  formatDue,
  parseDuration,
} from '../../web/app/format-world-time.ts'
import { deliveryWords } from '../../web/app/words/delivery-words.ts'
import { enDelivery } from '../../web/app/words/en-delivery.ts'
import { frDelivery } from '../../web/app/words/fr-delivery.ts'
import { chooseLanguage } from '../../web/app/words/words.ts'
import { queuedRow, settledRow } from '../../web/views/delivery-rows.ts'
import type { Settlement } from '../../web/state/settled-model.ts'
import { AT, bounced, queued } from './deliveries.ts'

const NOW = Date.parse(AT)
const HOUR = 3_600_000

afterEach(() => chooseLanguage('en', []))

/** Every path to a word of a catalogue, with what stands there. */
function entries(catalogue: object, path = ''): [string, unknown][] {
  return Object.entries(catalogue).flatMap(([name, value]) =>
    typeof value === 'object'
      ? entries(value as object, `${path}${name} `)
      : [[path + name, value] as [string, unknown]],
  )
}

test('the page of the simulated outside has the same words in both languages', () => {
  expect(entries(frDelivery).map(([path]) => path)).toEqual(entries(enDelivery).map(([path]) => path))
})

test.each([
  ['English', enDelivery],
  ['French', frDelivery],
])('no word of it is empty or raises its voice: %s', (_, catalogue) => {
  const texts = entries(catalogue).filter(([, value]) => typeof value === 'string')
  expect(texts.filter(([, text]) => text === '' || (text as string).includes('!'))).toEqual([])
})

test('they are told in the language that is chosen', () => {
  chooseLanguage('fr', [])
  expect(deliveryWords()).toBe(frDelivery)
})

test.each([
  [0, 'Level with real time'],
  [1400, 'Level with real time'],
  [-2000, '2 sec behind real time'],
  [5 * 24 * HOUR + 3 * HOUR, '5 days 3 hr ahead of real time'],
])('an offset of %i ms is told as %s', (offset, text) => {
  expect(formatClockOffset(offset, 'en')).toBe(text)
})

test.each([
  [NOW + 300, 'now'],
  [NOW + 90_000, 'in 1 min 30 sec'],
  [NOW + 1_793_000, 'in 30 min'],
  [NOW + 2 * HOUR, 'in 2 hr'],
  [NOW - 5000, 'due for 5 sec'],
])('what is due at %i is told as %s', (at, text) => {
  expect(formatDue(at, NOW, 'en')).toBe(text)
})

test('the clock is shown to the second', () => {
  expect(formatClockTime(Date.UTC(2026, 10, 22, 9, 5, 7), 'en-GB')).toMatch(/22 Nov 2026.*:05:07/)
})

test.each([
  ['300ms', 300],
  ['10s', 10_000],
  ['1.5h', 1.5 * HOUR],
  [' 6 d ', 6 * 24 * HOUR],
  ['', null],
  ['5', null],
  ['5w', null],
  ['-5m', null],
])('the duration %j is %s ms', (text, duration) => {
  expect(parseDuration(text)).toBe(duration)
})

test.each([
  [queued('d1'), { state: 'Queued', tone: 'neutral', when: 'in 30 min', reply: 'connection refused' }],
  [queued('d1', { state: 'held', nextTry: null }), { state: 'Held', tone: 'warning', when: '' }],
  [queued('d1', { nextTry: null }), { when: 'being tried' }],
  [queued('d1', { attempts: 0, lastReply: null }), { reply: 'No answer yet', facts: ['facteur.test'] }],
  [queued('d1', { subject: '' }), { subject: 'No subject' }],
  [queued('d1', { attempts: 3 }), { facts: ['facteur.test', '3 attempts'] }],
])('a row tells what became of a delivery: %#', (delivery, content) => {
  expect(queuedRow(delivery, NOW)).toMatchObject(content)
})

test('a row tells nothing of a time as long as the clock is not known', () => {
  expect(queuedRow(queued('d1'), null).when).toBe('')
})

test.each([
  [bounced(1, 'd1'), { state: 'Bounced', tone: 'danger', reply: '4.4.1 connection refused' }],
  [
    { ...bounced(1, 'd1'), type: 'delivery.delivered', account: 'bob@x.test', folder: 'INBOX', uid: 3 },
    { state: 'Delivered', reply: 'INBOX of bob@x.test' },
  ],
  [
    { ...bounced(1, 'd1'), type: 'delivery.redirected', to: ['a@x.test', 'b@x.test'] },
    { reply: 'a@x.test, b@x.test' },
  ],
  [{ ...bounced(1, 'd1'), type: 'delivery.dropped' }, { reply: 'The message was deleted.' }],
])('a row tells how a delivery ended: %#', (settlement, content) => {
  expect(settledRow(settlement as Settlement, '12:04')).toMatchObject(content)
})
