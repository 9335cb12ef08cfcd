import { fromPolar, luminance, toPolar, type Color } from './color.ts'

/** What a colour is for, which decides what becomes of it in the dark. */
export type ColorRole = 'text' | 'background' | 'line'

/**
 * No text is darker and no background lighter than these, so that any text on any background has the contrast of
 * 4.5 that WCAG 2.2 §1.4.3 asks for: (0.4675 + 0.05) / (0.065 + 0.05).
 */
const DARKEST_TEXT = 0.4675
const LIGHTEST_BACKGROUND = 0.065

/** Lightness of what was black text, and of what was barely dark enough to be changed. */
const TEXT_LIGHTNESS = { black: 0.93, pale: 0.8 }
/** Lightness of what was white ground, and of what was barely light enough to be changed. */
const GROUND_LIGHTNESS = { white: 0.21, deep: 0.4 }
/** The lightness of greys at the two limits above. */
const PALE = Math.cbrt(DARKEST_TEXT)
const DEEP = Math.cbrt(LIGHTEST_BACKGROUND)

/** From this colourfulness on a background is there for its colour, and stays as bright as it may. */
const COLOURFUL = 0.1

const STEP = 0.01

/** The colour to use in the dark: its hue is kept, text becomes light, backgrounds become deep. */
export function darkColor(color: Color, role: ColorRole): Color {
  switch (role) {
    case 'text':
      return luminance(color) >= DARKEST_TEXT ? color : lightText(color)
    case 'background':
      return luminance(color) <= LIGHTEST_BACKGROUND ? color : deepGround(color)
    case 'line':
      return quietLine(color)
  }
}

function lightText(color: Color): Color {
  const polar = toPolar(color)
  const { black, pale } = TEXT_LIGHTNESS
  let lightness = black + (pale - black) * Math.min(1, polar.lightness / PALE)
  let text = fromPolar({ ...polar, lightness }, color.alpha)
  // Of one lightness blue is darker than yellow by the measure of contrast.
  while (luminance(text) < DARKEST_TEXT) {
    lightness += STEP
    text = fromPolar({ ...polar, lightness }, color.alpha)
  }
  return text
}

function deepGround(color: Color): Color {
  const polar = toPolar(color)
  const { white, deep } = GROUND_LIGHTNESS
  const paleness = Math.min(1, Math.max(0, (polar.lightness - DEEP) / (1 - DEEP)))
  const plain = deep + (white - deep) * paleness
  let lightness = plain + (deep - plain) * Math.min(1, polar.chroma / COLOURFUL)
  let ground = fromPolar({ ...polar, lightness }, color.alpha)
  while (luminance(ground) > LIGHTEST_BACKGROUND) {
    lightness -= STEP
    ground = fromPolar({ ...polar, lightness }, color.alpha)
  }
  return ground
}

/** Borders stand out from the ground as much as they did, and from each other: what was faint stays faint. */
function quietLine(color: Color): Color {
  const polar = toPolar(color)
  return fromPolar({ ...polar, lightness: 0.62 - 0.28 * polar.lightness }, color.alpha)
}
