import { no, ok } from './answer.ts'
import type { Pop3Answer } from './answer.ts'
import { dotStuffed } from './dot-stuffing.ts'
import { missing } from './listing.ts'
import type { Maildrop, MaildropMessage } from './maildrop.ts'

/** A message, or as much of it as `select` leaves; RETR and TOP differ in nothing else. */
export function retrieve(
  maildrop: Maildrop,
  number: number,
  select: (raw: Buffer, message: MaildropMessage) => Buffer,
): Pop3Answer {
  const message = maildrop.find(number)
  if (message === undefined) return missing(number)
  const raw = maildrop.read(message)
  if (raw === null) return no(`message ${number} was deleted by someone else since the login`)
  return ok(`${message.entry.octets} octets`, dotStuffed(select(raw, message)))
}
