import { no } from './answer.ts'
import type { Pop3Answer } from './answer.ts'
import type { Maildrop, MaildropMessage } from './maildrop.ts'

/** Lines that are made at a time. */
const LINES = 1000

/** The scan listing of RFC 1939 §5: a line for each message, its number and what is told of it. */
export function* listing(
  maildrop: Maildrop,
  tell: (message: MaildropMessage) => string | number,
): Generator<string> {
  let text = ''
  let lines = 0
  for (const message of maildrop) {
    text += `${message.number} ${tell(message)}\r\n`
    if (++lines % LINES > 0) continue
    yield text
    text = ''
  }
  yield text
}

/** The answer to whoever names a message that the maildrop does not have, or not any more. */
export function missing(number: number): Pop3Answer {
  return no(`there is no message ${number}, or it was deleted in this session`)
}
