import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatColor, luminance, parseColor, toPolar, type Color } from '../../server/http/preview/color.ts'
import { darkColor } from '../../server/http/preview/dark-color.ts'

const channel = fc.double({ min: 0, max: 1, noNaN: true })
const anyColor: fc.Arbitrary<Color> = fc.record({
  red: channel,
  green: channel,
  blue: channel,
  alpha: fc.constant(1),
})

/** WCAG 2.2: from 1, for none, to 21. */
function contrast(a: Color, b: Color): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light! + 0.05) / (dark! + 0.05)
}

/** As a browser will have it, in bytes. */
function shown(color: Color): Color {
  return parseColor(formatColor(color))!
}

describe('parseColor', () => {
  it.each([
    ['#fff', '#ffffff'],
    ['#0F5C4A', '#0f5c4a'],
    ['#0f08', 'rgb(0 255 0 / 0.5333333333333333)'],
    ['#00ff0000', 'rgb(0 255 0 / 0)'],
    ['RebeccaPurple', '#663399'],
    ['rgb(255, 128, 0)', '#ff8000'],
    ['rgb(100% 50% 0%)', '#ff8000'],
    ['rgba(255,255,255,.5)', 'rgb(255 255 255 / 0.5)'],
    ['rgb(1 2 3 / 50%)', 'rgb(1 2 3 / 0.5)'],
    ['hsl(120, 100%, 25%)', '#008000'],
    ['hsl(-240deg 100% 50%)', '#00ff00'],
    ['hsla(0, 0%, 100%, 0.2)', 'rgb(255 255 255 / 0.2)'],
  ])('reads %s', (text, expected) => {
    expect(formatColor(parseColor(text)!)).toBe(expected)
  })

  it.each(['', 'transparent', 'inherit', '#12345', 'rgb(1,2)', 'rgb(a,b,c)', 'var(--x)', 'red blue', '1px'])(
    'leaves %j alone',
    text => expect(parseColor(text)).toBeUndefined(),
  )
})

describe('a colour in the dark', () => {
  it('gives any text on any background a contrast of 4.5', () => {
    fc.assert(
      fc.property(anyColor, anyColor, (text, background) => {
        const [light, deep] = [shown(darkColor(text, 'text')), shown(darkColor(background, 'background'))]
        expect(contrast(light, deep)).toBeGreaterThan(4.45)
      }),
    )
  })

  it('keeps its hue, as far as it has one', () => {
    fc.assert(
      fc.property(anyColor, fc.constantFrom('text', 'background', 'line'), (color, role) => {
        const before = toPolar(color)
        const after = toPolar(darkColor(color, role))
        fc.pre(before.chroma > 0.05 && after.chroma > 0.02)
        const turn = Math.abs(before.hue - after.hue)
        expect(Math.min(turn, 2 * Math.PI - turn)).toBeLessThan(0.1)
      }),
    )
  })

  it('stays as it is where it is dark, or light, enough', () => {
    const white = parseColor('#fff')!
    const navy = parseColor('#102040')!
    expect(darkColor(white, 'text')).toBe(white)
    expect(darkColor(navy, 'background')).toBe(navy)
  })

  it('makes white a dark grey, and black a light one', () => {
    expect(formatColor(darkColor(parseColor('white')!, 'background'))).toBe('#181818')
    expect(formatColor(darkColor(parseColor('black')!, 'text'))).toBe('#e8e8e8')
  })

  it('keeps how opaque it is', () => {
    expect(darkColor(parseColor('rgba(255,255,255,.4)')!, 'background').alpha).toBe(0.4)
  })
})
