import { FieldCursor } from '../../message/field-cursor.ts'
import { fieldText } from '../../message/header.ts'
import { parseHeaderDate } from '../../message/header-date.ts'

const DAY = /^(?:[a-z]+\s*,?\s*)?(\d{1,2})[\s-]+([a-z]{3})[a-z]*[\s-]+(\d{2,4})\b/i

/** The value of a message's first Date field; null when it has none. */
export function dateField(raw: Buffer): string | null {
  const cursor = new FieldCursor(raw, 0, raw.length)
  while (cursor.next()) if (cursor.isNamed('date')) return fieldText(raw, cursor)
  return null
}

/**
 * The day that a Date field names, whatever its zone (RFC 9051 §6.4.4, SENTON): midnight in UTC, in milliseconds.
 * Null when it names none.
 */
export function sentDay(value: string): number | null {
  const match = DAY.exec(
    value
      .slice(0, 200)
      .replace(/\([^()]*\)/g, ' ')
      .trim(),
  )
  return match === null ? null : parseHeaderDate(`${match[1]} ${match[2]} ${match[3]} 00:00`)
}

/**
 * RFC 5256 §2.2: the moment that a Date field names, in UTC; midnight of its day where the time is not valid. Null
 * when it is no date.
 */
export function sentTime(value: string): number | null {
  return parseHeaderDate(value) ?? sentDay(value)
}
