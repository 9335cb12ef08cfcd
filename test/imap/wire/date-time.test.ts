import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatDateTime, parseDate, parseDateTime } from '../../../server/imap/wire/date-time.ts'

describe('formatDateTime', () => {
  test.each([
    [Date.UTC(1996, 6, 17, 9, 44, 25), '"17-Jul-1996 09:44:25 +0000"'],
    [Date.UTC(2026, 0, 1, 0, 0, 0, 999), '" 1-Jan-2026 00:00:00 +0000"'],
    [0, '" 1-Jan-1970 00:00:00 +0000"'],
  ])('writes %i as %j', (milliseconds, text) => {
    expect(formatDateTime(milliseconds)).toBe(text)
  })

  test('gives back every second of the years with four digits', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date(-62_135_596_800_000),
          max: new Date(253_402_300_799_000),
          noInvalidDate: true,
        }),
        date => {
          const seconds = Math.floor(date.getTime() / 1000) * 1000
          expect(parseDateTime(formatDateTime(seconds).slice(1, -1))).toBe(seconds)
        },
      ),
    )
  })
})

describe('parseDateTime', () => {
  test.each([
    ['17-Jul-1996 02:44:25 -0700', Date.UTC(1996, 6, 17, 9, 44, 25)],
    [' 1-Feb-2024 00:00:00 +0530', Date.UTC(2024, 0, 31, 18, 30)],
    ['1-Feb-2024 00:00:00 +0000', Date.UTC(2024, 1, 1)],
    ['01-feb-2024 23:59:60 +0000', Date.UTC(2024, 1, 2)],
    ['29-FEB-2024 12:00:00 -0000', Date.UTC(2024, 1, 29, 12)],
  ])('reads %j', (text, milliseconds) => {
    expect(parseDateTime(text)).toBe(milliseconds)
  })

  test.each([
    '',
    '17-Jul-1996',
    '17-Jul-1996 02:44:25',
    '17-Jul-1996 02:44 -0700',
    '17-Jul-96 02:44:25 -0700',
    '32-Jul-1996 02:44:25 -0700',
    '17-Juli-1996 02:44:25 -0700',
    '17-Jul-1996 24:00:00 -0700',
    '17-Jul-1996 02:60:00 -0700',
    '17-Jul-1996 02:44:61 -0700',
    '17-Jul-1996 02:44:25 -0760',
    '17-Jul-1996 02:44:25 0700',
    '17-Jul-1996  02:44:25 -0700',
    '17-Jul-1996 02:44:25 -0700 ',
  ])('refuses %j', text => {
    expect(parseDateTime(text)).toBeNull()
  })
})

describe('parseDate', () => {
  test.each([
    ['1-Feb-1994', Date.UTC(1994, 1, 1)],
    ['01-FEB-1994', Date.UTC(1994, 1, 1)],
    ['29-feb-2000', Date.UTC(2000, 1, 29)],
    ['1-Jan-0050', Date.parse('0050-01-01T00:00:00Z')],
  ])('reads %j', (text, milliseconds) => {
    expect(parseDate(text)).toBe(milliseconds)
  })

  test.each([
    '',
    '0-Jan-2024',
    '29-Feb-2023',
    '31-Apr-2024',
    '1-Jan-24',
    '1-XXX-2024',
    '1 Jan 2024',
    '2024-01-01',
  ])('refuses %j', text => {
    expect(parseDate(text)).toBeNull()
  })
})
