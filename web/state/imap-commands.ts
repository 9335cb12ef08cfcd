import { encodeMailboxName } from '../../server/imap/wire/mutf7.ts'
import { formatRanges } from '../../server/imap/wire/sequence-set.ts'
import { formatAString, formatString, type Piece } from '../../server/imap/wire/string-format.ts'
import type { ImapCommand } from './imap-client.ts'
import { MASK } from './wire-log.ts'

/** What the server offers, and what of it was switched on. */
export interface ImapDialect {
  /** Names of capabilities in upper case. */
  readonly offers: ReadonlySet<string>
  /** Names of folders go in UTF-8 (RFC 6855). */
  readonly utf8: boolean
}

/** Worth having for a client that is told of changes, in the order in which it is asked for. */
const EXTENSIONS = ['CONDSTORE', 'QRESYNC', 'UTF8=ACCEPT']

const STATUS = '(MESSAGES UNSEEN)'

const ascii = { utf8: false }

export function login(user: string, password: string): ImapCommand {
  const pieces = ['LOGIN ', ...formatString(user, ascii), ' ', ...formatString(password, ascii)]
  return { pieces, shown: `LOGIN "${user}" ${MASK}` }
}

/** Null when there is nothing to switch on. */
export function enable(offers: ReadonlySet<string>): ImapCommand | null {
  const names = offers.has('ENABLE') ? EXTENSIONS.filter(name => offers.has(name)) : []
  return names.length === 0 ? null : { pieces: [`ENABLE ${names.join(' ')}`] }
}

/** All folders with their uses and counts, as far as one command tells. */
export function list({ offers }: ImapDialect): ImapCommand {
  const hasStatus = offers.has('LIST-STATUS')
  const returns = [
    ...(offers.has('SPECIAL-USE') ? ['SPECIAL-USE'] : []),
    'SUBSCRIBED',
    ...(hasStatus ? [`STATUS ${STATUS}`] : []),
  ]
  const tail = offers.has('LIST-EXTENDED') ? ` RETURN (${returns.join(' ')})` : ''
  return { pieces: [`LIST "" "*"${tail}`] }
}

export function status(name: string, dialect: ImapDialect): ImapCommand {
  return { pieces: ['STATUS ', ...mailbox(name, dialect), ` ${STATUS}`] }
}

export function select(name: string, dialect: ImapDialect): ImapCommand {
  return { pieces: ['SELECT ', ...mailbox(name, dialect)] }
}

/** What a list shows, of sequence numbers `from` to `to`. */
export function fetchEntries([from, to]: readonly [number, number], { offers }: ImapDialect): ImapCommand {
  const items = [
    'UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE',
    ...(offers.has('CONDSTORE') ? ['MODSEQ'] : []),
    ...(offers.has('OBJECTID') ? ['EMAILID'] : []),
  ]
  return { pieces: [`FETCH ${from === to ? from : `${from}:${to}`} (${items.join(' ')})`] }
}

export function storeFlag(uids: readonly number[], flag: string, isSet: boolean): ImapCommand {
  return { pieces: [`UID STORE ${formatUids(uids)} ${isSet ? '+' : '-'}FLAGS (${flag})`] }
}

export function transfer(
  how: 'COPY' | 'MOVE',
  uids: readonly number[],
  to: string,
  dialect: ImapDialect,
): ImapCommand {
  return { pieces: [`UID ${how} ${formatUids(uids)} `, ...mailbox(to, dialect)] }
}

/** All that is marked as deleted. */
export const expunge: ImapCommand = { pieces: ['EXPUNGE'] }

/** Of what is marked as deleted, these alone (RFC 4315). */
export function expungeUids(uids: readonly number[]): ImapCommand {
  return { pieces: [`UID EXPUNGE ${formatUids(uids)}`] }
}

export function create(name: string, dialect: ImapDialect): ImapCommand {
  return { pieces: ['CREATE ', ...mailbox(name, dialect)] }
}

export function subscribe(name: string, dialect: ImapDialect): ImapCommand {
  return { pieces: ['SUBSCRIBE ', ...mailbox(name, dialect)] }
}

export function rename(from: string, to: string, dialect: ImapDialect): ImapCommand {
  return { pieces: ['RENAME ', ...mailbox(from, dialect), ' ', ...mailbox(to, dialect)] }
}

export function remove(name: string, dialect: ImapDialect): ImapCommand {
  return { pieces: ['DELETE ', ...mailbox(name, dialect)] }
}

export const capability: ImapCommand = { pieces: ['CAPABILITY'] }

function formatUids(uids: readonly number[]): string {
  return formatRanges([...uids].sort((a, b) => a - b))
}

/** The name may come from anywhere, such as an address: it cannot end the command. */
function mailbox(name: string, { utf8 }: ImapDialect): Piece[] {
  return formatAString(utf8 ? name : encodeMailboxName(name), { utf8 })
}
