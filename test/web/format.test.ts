import { describe, expect, test } from 'vitest'
import { formatBytes } from '../../web/app/format-bytes.ts'
import { formatDuration } from '../../web/app/format-duration.ts'
import { formatExactTime, formatListTime } from '../../web/app/format-time.ts'
import { en } from '../../web/app/words/en.ts'
import { fr } from '../../web/app/words/fr.ts'

const NOW = new Date(2026, 10, 21, 20, 46, 30).getTime()
const MINUTE = 60_000

describe('the time of a message in a list', () => {
  test.each([
    ['a moment ago', new Date(2026, 10, 21, 20, 46, 10), 'now'],
    ['minutes ago', new Date(2026, 10, 21, 20, 41), '5 min ago'],
    ['earlier today', new Date(2026, 10, 21, 14, 5), '14:05'],
    ['two days ago', new Date(2026, 10, 19, 14, 5), 'Thu 14:05'],
    ['this year', new Date(2026, 2, 3), '3 Mar'],
    ['another year', new Date(2024, 2, 3), '3 Mar 2024'],
    ['ahead, as the clock was moved', new Date(NOW + 90 * MINUTE), '21 Nov, 22:16'],
  ])('%s', (_, at, text) => {
    expect(formatListTime(at.getTime(), NOW, 'en-GB')).toBe(text)
  })

  test('follows the language', () => {
    expect(formatListTime(NOW - 5 * MINUTE, NOW, 'fr-FR')).toMatch(/^il y a 5\smin$/)
  })
})

test('the exact time goes down to the millisecond', () => {
  expect(formatExactTime(NOW + 123, 'en-GB')).toContain('21 Nov 2026, 20:46:30.123')
})

describe('a size', () => {
  test.each([
    [0, '0 bytes', '0 octet'],
    [1, '1 byte', '1 octet'],
    [1023, '1,023 bytes', '1\u202f023 octets'],
    [1024, '1 KB', '1 Ko'],
    [1834, '1.8 KB', '1,8 Ko'],
    [150 * 1024 + 900, '151 KB', '151 Ko'],
    [1024 * 1024 * 3.25, '3.3 MB', '3,3 Mo'],
  ])('of %i bytes', (bytes, english, french) => {
    expect(formatBytes(bytes, en.units, 'en')).toBe(english)
    expect(formatBytes(bytes, fr.units, 'fr')).toBe(french)
  })
})

describe('a duration', () => {
  test.each([
    [0, '0 sec'],
    [59.9, '59 sec'],
    [60, '1 min'],
    [3_725, '1 hr 2 min'],
    [86_400, '1 day'],
    [93_599, '1 day 1 hr'],
  ])('of %d seconds is %s', (seconds, text) => {
    expect(formatDuration(seconds, 'en')).toBe(text)
  })
})
