import type { Token } from '../../server/imap/wire/response.ts'
import { decodeWords } from './encoded-words.ts'
import { itemsOf, textOf } from './imap-token.ts'

/** What a list shows of a message's header, as a server tells it (RFC 9051 §7.5.2, ENVELOPE). */
export interface ImapEnvelope {
  readonly subject: string
  /** The first sender's name, or for want of one the address; '' when there is none. */
  readonly sender: string
}

const SUBJECT = 1
const FROM = 2

export function envelopeOf(token: Token): ImapEnvelope {
  const fields = itemsOf(token)
  return { subject: decodeWords(textOf(fields[SUBJECT]) ?? ''), sender: senderOf(itemsOf(fields[FROM])[0]) }
}

/** RFC 9051 §7.5.2: name, route, mailbox and host. */
function senderOf(address: Token | undefined): string {
  const [name, , mailbox, host] = itemsOf(address).map(textOf)
  if (name) return decodeWords(name)
  return host ? `${mailbox ?? ''}@${host}` : (mailbox ?? '')
}
