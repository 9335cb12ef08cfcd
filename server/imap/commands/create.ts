import { SPECIAL_USES } from '../../mailbox/account.ts'
import type { SpecialUse } from '../../mailbox/folder.ts'
import { no, ok } from '../answer.ts'
import { AFTER_LOGIN, type ImapCommand } from '../command.ts'
import { formatNormalized } from '../folder-listing.ts'
import { mailboxId } from '../mailbox-id.ts'
import type { ImapSession } from '../session.ts'
import type { ArgumentReader } from '../wire/argument-reader.ts'

interface CreateArguments {
  readonly name: string
  /** The special uses that were asked for (RFC 6154 §3), as they were written. */
  readonly uses: readonly string[]
}

/** RFC 9051 §6.3.4. */
export const create = {
  name: 'CREATE',
  states: AFTER_LOGIN,
  parse(reader, session) {
    const name = reader.mailbox(session.utf8)
    // RFC 9051 §6.3.4: a separator at the end announces folders below it, and is no part of the name.
    return {
      name: name.replace(/\/$/, ''),
      uses: reader.trySpace() && !reader.atEnd ? parseUses(reader, session) : [],
    }
  },
  run(session, { name, uses }, out) {
    const specialUse = soleUse(uses)
    if (specialUse === undefined) {
      // RFC 6154 §3: folders that gather what lies in others, \All and \Flagged, are not to be had.
      return no(`A folder has one use at most, of ${SPECIAL_USES.join(' ')}`, 'USEATTR')
    }
    const { account, store } = session
    const folder = store.apply({
      type: 'create-folder',
      account,
      name,
      specialUse,
      // RFC 9051 §6.3.7: a client subscribes to what it wants to see.
      subscribed: false,
    })
    const normalized = formatNormalized(session, folder, name)
    if (normalized !== null) out.untagged(normalized)
    return ok('Created', session.offers('OBJECTID') ? `MAILBOXID (${mailboxId(folder)})` : undefined)
  },
} satisfies ImapCommand<CreateArguments>

/** `(USE (\Drafts))`. */
function parseUses(reader: ArgumentReader, session: ImapSession): string[] {
  if (!session.offers('CREATE-SPECIAL-USE')) throw reader.error('the end')
  reader.symbol('(')
  if (!reader.tryKeyword('USE')) throw reader.error('USE')
  reader.space()
  const uses = reader.list(() => reader.flag())
  reader.symbol(')')
  return uses
}

/** Null when none is asked for; undefined when that cannot be given. */
function soleUse(uses: readonly string[]): SpecialUse | null | undefined {
  const [use, ...others] = uses
  if (use === undefined) return null
  if (others.length > 0) return undefined
  return SPECIAL_USES.find(known => known.toLowerCase() === use.toLowerCase())
}
