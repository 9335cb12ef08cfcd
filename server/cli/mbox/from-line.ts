/** What the line that begins a message in an mbox file tells (RFC 4155, appendix A). */
export interface FromLine {
  /** The envelope sender; '' for the null reverse-path, null when the line names no address. */
  readonly sender: string | null
  /** Whether the last line of the message has no line end, as only our own files say. */
  readonly unterminated: boolean
}

/** Stands for the null reverse-path. */
const NULL_SENDER = 'MAILER-DAEMON'

/** Where UUCP named its host, so that readers pass over it. The format itself cannot say that a last line has no end. */
const UNTERMINATED = ' remote from facteur-unterminated'

/** `From SENDER DATE`, with a date as asctime(3) writes it, and what some programs put into it besides. */
const FROM_LINE =
  /^From (?:(\S*) +)?(?:[A-Za-z]{3},? +)?[A-Za-z]{3} +\d{1,2} +\d{1,2}:\d{2}(?::\d{2})?\b.*\b\d{4}\b/

/** Formats the line, its line end included. */
export function formatFromLine({ sender, unterminated }: FromLine, date: Date): string {
  const [day, dayOfMonth, month, year, time] = date.toUTCString().replace(',', '').split(' ')
  const name = (sender ?? '').replace(/[\s\p{Cc}]+/gu, '-') || NULL_SENDER
  return `From ${name} ${day} ${month} ${dayOfMonth?.replace(/^0/, ' ')} ${time} ${year}${unterminated ? UNTERMINATED : ''}\n`
}

/** Reads a line, which may have its line end; null when it begins no message. */
export function parseFromLine(line: string): FromLine | null {
  const match = FROM_LINE.exec(line)
  if (match === null) return null
  const [, name = ''] = match
  const sender = name === NULL_SENDER ? '' : name.includes('@') ? name : null
  return { sender, unterminated: line.trimEnd().endsWith(UNTERMINATED) }
}
