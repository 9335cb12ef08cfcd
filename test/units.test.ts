import { describe, expect, it, test } from 'vitest'
import { formatDuration, formatSize, parseDuration, parseInstant, parseSize } from '../server/units.ts'

describe('durations', () => {
  test.each([
    ['300ms', 300],
    ['10s', 10_000],
    ['5m', 300_000],
    ['4h', 14_400_000],
    ['6d', 518_400_000],
    ['1.5s', 1_500],
    ['0s', 0],
  ])('%s is %d ms', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds)
  })

  test.each(['', '10', '10 s', '-1s', '5M', '1e3s', 's', '1h30m'])(
    '%j is refused with the right forms',
    text => {
      expect(() => parseDuration(text)).toThrow(/write a number and its unit: 300ms, 10s, 5m, 4h or 6d/)
    },
  )

  it('has a hundred years at most', () => {
    expect(parseDuration('36500d')).toBe(36_500 * 86_400_000)
    expect(() => parseDuration('36501d')).toThrow('write 36500d at most')
  })

  it('is written in the largest unit that fits exactly', () => {
    expect([0, 300, 1_500, 60_000, 90_000, 14_400_000].map(formatDuration)).toEqual([
      '0ms',
      '300ms',
      '1500ms',
      '1m',
      '90s',
      '4h',
    ])
  })
})

describe('sizes', () => {
  test.each([
    ['1500', 1_500],
    ['1500b', 1_500],
    ['64KiB', 65_536],
    ['64k', 65_536],
    ['50MB', 50_000_000],
    ['50 MiB', 52_428_800],
    ['1.5g', 1_610_612_736],
  ])('%s is %d bytes', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes)
  })

  test.each(['', 'MB', '-5', '10x', '1,5k'])('%j is refused with the right forms', text => {
    expect(() => parseSize(text)).toThrow(/write bytes or a number and its unit/)
  })

  it('is written in the largest binary unit that fits exactly', () => {
    expect([0, 1_000, 1_024, 52_428_800, 1_073_741_824].map(formatSize)).toEqual([
      '0',
      '1000',
      '1KiB',
      '50MiB',
      '1GiB',
    ])
  })
})

describe('instants', () => {
  test.each([
    ['2026-11-22', '2026-11-22T00:00:00.000Z'],
    ['2026-11-22T09:30', '2026-11-22T09:30:00.000Z'],
    ['2026-11-22T09:30:15.250', '2026-11-22T09:30:15.250Z'],
    ['2026-11-22T09:30:00Z', '2026-11-22T09:30:00.000Z'],
    ['2026-11-22T09:30:00+01:00', '2026-11-22T08:30:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(new Date(parseInstant(text) ?? NaN).toISOString()).toBe(instant)
  })

  test.each([
    '',
    '1',
    '0',
    'tomorrow 1',
    '22 Nov 2026',
    '2026-13-01',
    '2026-02-30T10:00Z',
    '2026-11-22 09:30',
    '4h',
  ])('%j is none', text => {
    expect(parseInstant(text)).toBeNull()
  })
})
