/** One line of what was said, before it has a place in a log. */
export interface SaidText {
  /** `note`: neither side said it; its text names what happened. */
  readonly side: 'client' | 'server' | 'note'
  readonly text: string
}

/** One line of a log. */
export interface WireLine extends SaidText {
  /** Counts from 1 and never comes again. */
  readonly number: number
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** Lines that a log remembers. */
export const MOST_LINES = 500
/** Characters that it remembers of a line. */
export const LONGEST_LINE = 2000

/** What stands in a log for a password. */
export const MASK = '••••'

/** What stands in a log for octets that are not shown. */
export function octetsText(count: number): string {
  return `⟨${count} octets⟩`
}

/** A log with more said, and without what is too long ago. */
export function appendLines(
  log: readonly WireLine[],
  said: readonly SaidText[],
  at: number,
): readonly WireLine[] {
  const before = log.at(-1)?.number ?? 0
  const added = said.map(({ side, text }, index) => ({
    side,
    text: shortened(text),
    at,
    number: before + index + 1,
  }))
  return [...log, ...added].slice(-MOST_LINES)
}

function shortened(text: string): string {
  return text.length <= LONGEST_LINE ? text : `${text.slice(0, LONGEST_LINE)} …`
}

/** A log as text, a line each, as people paste it into reports. */
export function formatLog(log: readonly WireLine[]): string {
  const marks = { client: 'C:', server: 'S:', note: '--' }
  return log.map(({ side, text }) => `${marks[side]} ${text}\n`).join('')
}
