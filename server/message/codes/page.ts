import { foldSpace } from '../html-text.ts'
import { MESSAGE_LIMITS } from '../limits.ts'
import { labelsIn } from './labels.ts'
import type { Label } from './labels.ts'
import { numbersIn } from './numbers.ts'
import type { NumberToken } from './numbers.ts'

/** Longer lines are parted: a label and its code do not stand further apart. */
const LINE_LENGTH = 1000

/** A line of a message, with what is read of it when it is first asked for. */
export class Line {
  /** As a reader sees it. */
  readonly shown: string
  #text: string | undefined
  #labels: readonly Label[] | undefined
  #numbers: readonly NumberToken[] | undefined

  constructor(shown: string) {
    this.shown = shown
  }

  /** What is shown, position by position, with digits of all scripts as ASCII and no addresses. */
  get text(): string {
    return (this.#text ??= withoutAddresses(withAsciiDigits(this.shown)))
  }

  get labels(): readonly Label[] {
    return (this.#labels ??= labelsIn(this.text))
  }

  get numbers(): readonly NumberToken[] {
    return (this.#numbers ??= MAY_HOLD_NUMBER.test(this.shown) ? numbersIn(this.text) : [])
  }
}

/** Most lines hold none, and are not looked at any closer. */
const MAY_HOLD_NUMBER = /[\d\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]|[A-Z]{3}/

/** The lines that say something, of which none is too long. */
export function pageOf(lines: Iterable<string>): Line[] {
  const page: Line[] = []
  let spelled: string[] = []
  let room = MESSAGE_LIMITS.codeLength
  const add = (shown: string): void => {
    room -= shown.length + 1
    page.push(new Line(shown))
  }
  const endSpelled = (): void => {
    if (spelled.length > 0) add(spelled.join(' '))
    spelled = []
  }
  for (const line of lines) {
    if (room <= 0) break
    const shown = foldSpace(line.slice(0, room).replace(INVISIBLE, '')).trim()
    if (/^[\dA-Z]$/.test(shown)) {
      // One box for each character, one below the other where there is no style sheet.
      spelled.push(shown)
      continue
    }
    if (!/[\p{L}\p{N}]/u.test(shown)) continue
    endSpelled()
    for (const part of partsOf(shown)) add(part)
  }
  endSpelled()
  return page
}

/** Characters that show nothing: of no width, or those that turn the direction of writing. */
const INVISIBLE = /(?:[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\u034f)+/g

function partsOf(line: string): string[] {
  if (line.length <= LINE_LENGTH) return [line]
  const parts: string[] = []
  for (let start = 0; start < line.length;) {
    const part = line.slice(start, start + LINE_LENGTH)
    const space = start + LINE_LENGTH < line.length ? part.lastIndexOf(' ') : -1
    const end = space > 0 ? space : part.length
    parts.push(part.slice(0, end).trim())
    start += end
  }
  return parts
}

/** Arabic, Persian and full-width digits. */
const OTHER_DIGIT = /[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g

function withAsciiDigits(text: string): string {
  return text.replace(OTHER_DIGIT, digit => String(digit.charCodeAt(0) & 15))
}

/** What identifies something in an address is no code, whatever stands around it. */
function withoutAddresses(text: string): string {
  return text.replace(/(?:https?:\/\/|www\.)[!-~]+/gi, address => ' '.repeat(address.length))
}
