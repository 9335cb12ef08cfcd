import type { Envelope, SessionFacts } from '../message/envelope.ts'
import type { Marks } from '../mailbox/flags.ts'
import type { Placement } from '../mailbox/operation.ts'
import type { ImapSession } from './session.ts'
import { parseStoredFlags } from './stored-flags.ts'
import type { ArgumentReader } from './wire/argument-reader.ts'
import type { Literal } from './wire/literal.ts'

/** A message that a client hands in (RFC 4466 §2.3, append-message). */
export interface AppendedMessage {
  readonly marks: Marks
  /** Milliseconds since the epoch; undefined is now. */
  readonly internalDate: number | undefined
  readonly literal: Literal
}

/** Nobody sent it, so there are no sender and no recipients. */
const NO_ENVELOPE: Envelope = { from: { address: '', argument: '<>', parameters: {} }, to: [] }

/** Reads `[(flags) ]["date" ]{literal}`. @throws ImapSyntaxError */
export function parseAppendedMessage(reader: ArgumentReader, session: ImapSession): AppendedMessage {
  let marks: Marks = { flags: 0, keywords: [] }
  if (reader.peek() === '(') {
    marks = parseStoredFlags(reader)
    reader.space()
  }
  let internalDate: number | undefined
  if (reader.peek() === '"') {
    internalDate = reader.dateTime()
    reader.space()
  }
  return { marks, internalDate, literal: parseMessage(reader, session) }
}

/**
 * RFC 6855 §4: `UTF8 (~{n})` where UTF8=ACCEPT is enabled. It would have us refuse 8-bit header fields in any other
 * message; but nothing is refused here for being malformed, and programs copy captured mail from folder to folder.
 */
function parseMessage(reader: ArgumentReader, session: ImapSession): Literal {
  if (!session.enabled.has('UTF8=ACCEPT') || !reader.tryKeyword('UTF8'))
    return reader.literal('a message as a literal')
  reader.space()
  reader.symbol('(')
  const literal = reader.literal('a message as a literal')
  reader.symbol(')')
  return literal
}

/** How the store is to take it. */
export function placementOf(
  { marks, internalDate, literal }: AppendedMessage,
  session: ImapSession,
): Placement {
  const { chunks, size } = literal
  const submission = { chunks, size, envelope: NO_ENVELOPE, session: factsOf(session), transcript: null }
  return { submission, ...marks, internalDate }
}

function factsOf({ facts: { id, address, port, user } }: ImapSession): SessionFacts {
  const auth = user === null ? null : { method: 'LOGIN', user }
  return { id, protocol: 'imap', ehlo: null, address, port, tls: null, auth }
}
