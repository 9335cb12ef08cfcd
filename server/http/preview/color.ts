import { NAMED_COLORS } from './named-colors.ts'

/** A colour of sRGB: red, green and blue from 0 to 1, and how opaque it is. */
export interface Color {
  readonly red: number
  readonly green: number
  readonly blue: number
  readonly alpha: number
}

/** The same as a person sees it (OKLCH): lightness from 0 to 1, colourfulness from 0, hue in radians. */
export interface PolarColor {
  readonly lightness: number
  readonly chroma: number
  readonly hue: number
}

/** A colour as mail writes it: by name, in hexadecimal digits, by rgb() or hsl(); undefined for anything else. */
export function parseColor(text: string): Color | undefined {
  const lower = text.trim().toLowerCase()
  const hex = NAMED_COLORS.get(lower) ?? /^#([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/.exec(lower)?.[1]
  if (hex !== undefined) return fromHex(hex)
  const [, model, list = ''] = /^(rgb|hsl)a?\(([^()]*)\)$/.exec(lower) ?? []
  const values = list.split(/[\s,/]+/).filter(Boolean)
  if (model === undefined || values.length < 3 || values.length > 4) return undefined
  const alpha = values[3] === undefined ? 1 : share(values[3], 1)
  const color = model === 'rgb' ? fromRgb(values, alpha) : fromHsl(values, alpha)
  return [color.red, color.green, color.blue, alpha].some(Number.isNaN) ? undefined : color
}

/** A colour as CSS takes it. */
export function formatColor({ red, green, blue, alpha }: Color): string {
  const bytes = [red, green, blue].map(channel => Math.round(clamp(channel) * 255))
  if (alpha < 1) return `rgb(${bytes.join(' ')} / ${alpha})`
  return `#${bytes.map(byte => byte.toString(16).padStart(2, '0')).join('')}`
}

/** WCAG 2.2, relative luminance: 0 for black, 1 for white. */
export function luminance({ red, green, blue }: Color): number {
  return 0.2126 * toLinear(red) + 0.7152 * toLinear(green) + 0.0722 * toLinear(blue)
}

/** CSS Color 4 §9.2: from sRGB to OKLCH. */
export function toPolar({ red, green, blue }: Color): PolarColor {
  const [r, g, b] = [toLinear(red), toLinear(green), toLinear(blue)]
  const long = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const medium = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const short = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const x = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short
  const y = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short
  return {
    lightness: 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
    chroma: Math.hypot(x, y),
    hue: Math.atan2(y, x),
  }
}

/** Back to sRGB; a colour that screens cannot show loses of its colourfulness until they can. */
export function fromPolar(polar: PolarColor, alpha: number): Color {
  let { chroma } = polar
  for (let step = 0; step < 24; step++) {
    const color = unclipped({ ...polar, chroma }, alpha)
    if ([color.red, color.green, color.blue].every(channel => channel > -0.002 && channel < 1.002))
      return color
    chroma *= 0.85
  }
  return unclipped({ ...polar, chroma: 0 }, alpha)
}

function unclipped({ lightness, chroma, hue }: PolarColor, alpha: number): Color {
  const x = chroma * Math.cos(hue)
  const y = chroma * Math.sin(hue)
  const long = (lightness + 0.3963377774 * x + 0.2158037573 * y) ** 3
  const medium = (lightness - 0.1055613458 * x - 0.0638541728 * y) ** 3
  const short = (lightness - 0.0894841775 * x - 1.291485548 * y) ** 3
  return {
    red: fromLinear(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    green: fromLinear(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    blue: fromLinear(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
    alpha,
  }
}

function fromHex(hex: string): Color {
  const digits = hex.length < 6 ? hex.replace(/./g, '$&$&') : hex
  const channel = (index: number) => Number.parseInt(digits.slice(index, index + 2) || 'ff', 16) / 255
  return { red: channel(0), green: channel(2), blue: channel(4), alpha: channel(6) }
}

function fromRgb([red = '', green = '', blue = '']: readonly string[], alpha: number): Color {
  return { red: share(red, 255), green: share(green, 255), blue: share(blue, 255), alpha }
}

/** CSS Color 4 §7.1. */
function fromHsl([angle = '', saturation = '', lightness = '']: readonly string[], alpha: number): Color {
  const hue = (((Number.parseFloat(angle) % 360) + 360) % 360) / 30
  const light = share(lightness, 100)
  const reach = share(saturation, 100) * Math.min(light, 1 - light)
  const channel = (offset: number) => {
    const position = (offset + hue) % 12
    return light - reach * Math.max(-1, Math.min(position - 3, 9 - position, 1))
  }
  return { red: channel(0), green: channel(8), blue: channel(4), alpha }
}

/** `value` of `whole`, or a percentage, from 0 to 1. */
function share(value: string, whole: number): number {
  const number = Number.parseFloat(value)
  return clamp(value.endsWith('%') ? number / 100 : number / whole)
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value))
}

function toLinear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}

function fromLinear(channel: number): number {
  const size = Math.abs(channel)
  return size <= 0.0031308 ? channel * 12.92 : Math.sign(channel) * (1.055 * size ** (1 / 2.4) - 0.055)
}
