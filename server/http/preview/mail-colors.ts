import { formatColor, parseColor } from './color.ts'
import { darkColor, type ColorRole } from './dark-color.ts'

/** How the colours of a mail are shown. */
export interface MailColors {
  /** A style sheet, or the declarations of a style attribute. */
  readonly css: (css: string) => string
  /** The value of an attribute that names a colour, or that says for which media something is. */
  readonly attribute: (name: string, value: string) => string
}

/** As they are; rules that a mail has for the dark do not count, whatever the reader's system is set to. */
export const LIGHT_COLORS: MailColors = {
  css: css => withScheme(css, 'light'),
  attribute: (name, value) => (name === 'media' ? withScheme(value, 'light') : value),
}

/** By the design that the mail itself has for the dark. */
export const OWN_DARK_COLORS: MailColors = {
  css: css => withScheme(css, 'dark'),
  attribute: (name, value) => (name === 'media' ? withScheme(value, 'dark') : value),
}

/** Made dark, for a mail that has only a light design. */
export const MADE_DARK_COLORS: MailColors = {
  css: css => darkDeclarations(withScheme(css, 'dark')),
  attribute: (name, value) => {
    const role = ATTRIBUTE_ROLES.get(name)
    return role === undefined ? OWN_DARK_COLORS.attribute(name, value) : darkAttribute(value, role)
  },
}

/** Whether a mail has a design of its own for the dark. */
export function hasOwnDark(html: string): boolean {
  return /prefers-color-scheme\s*:\s*dark/i.test(html)
}

const ATTRIBUTE_ROLES: ReadonlyMap<string, ColorRole> = new Map([
  ['bgcolor', 'background'],
  ['color', 'text'],
  ['text', 'text'],
  ['link', 'text'],
  ['vlink', 'text'],
  ['alink', 'text'],
  ['fill', 'text'],
  ['stroke', 'text'],
])

const SCHEME = /\(\s*prefers-color-scheme\s*(?::\s*([\w-]+)\s*)?\)/gi

/** Answers what a mail asks of the scheme: a condition that always holds, or one that never does. */
function withScheme(css: string, scheme: 'light' | 'dark'): string {
  return css.replace(SCHEME, (_, asked: string = scheme) =>
    asked.toLowerCase() === scheme ? '(min-width:0)' : '(max-width:0)',
  )
}

// What comes here went through the sanitizer: every string is closed, and stands in double quotes without any in it.
const SEGMENT = /((?:[^;{}"]+|"[^"]*")+)([;{}]|$)/g
const COLORS = /"[^"]*"|(?<![\w-])(?:#[\da-f]{3,8}|(?:rgb|hsl)a?\([^()]*\)|[a-z]+)(?![\w(-])/gi

/** Changes the colours of all declarations; selectors and conditions, which end with a brace, stay. */
function darkDeclarations(css: string): string {
  return css.replace(SEGMENT, (segment, declaration: string, end: string) => {
    if (end === '{') return segment
    const colon = declaration.indexOf(':')
    const role = roleOf(declaration.slice(0, Math.max(0, colon)).trim().toLowerCase())
    if (role === undefined) return segment
    const value = declaration.slice(colon + 1)
    const dark = value.replace(COLORS, text => darkText(text, role) ?? text)
    return `${declaration.slice(0, colon + 1)}${dark}${end}`
  })
}

function roleOf(property: string): ColorRole | undefined {
  if (/^(?:color|fill|stroke|-webkit-text-fill-color|text-decoration(?:-color)?)$/.test(property))
    return 'text'
  if (/^background(?:-color|-image)?$/.test(property)) return 'background'
  return /^(?:border|outline|column-rule)/.test(property) ? 'line' : undefined
}

/** HTML Standard §2.3.6: there the number sign may be left out. */
function darkAttribute(value: string, role: ColorRole): string {
  return darkText(value, role) ?? darkText(`#${value.trim()}`, role) ?? value
}

function darkText(text: string, role: ColorRole): string | undefined {
  const color = parseColor(text)
  return color === undefined ? undefined : formatColor(darkColor(color, role))
}
