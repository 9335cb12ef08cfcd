import { no, type Answer } from './answer.ts'
import { selectedView } from './selected-view.ts'
import type { ImapSession } from './session.ts'
import type { ArgumentReader } from './wire/argument-reader.ts'
import { formatRanges } from './wire/sequence-set.ts'
import type { SequenceSet } from './wire/sequence-set.ts'

/** What COPY and MOVE are told. */
export interface TransferArguments {
  readonly set: SequenceSet
  /** The folder to fill. */
  readonly name: string
}

/** @throws ImapSyntaxError */
export function parseTransfer(reader: ArgumentReader, session: ImapSession): TransferArguments {
  const set = reader.sequenceSet()
  reader.space()
  return { set, name: reader.mailbox(session.utf8) }
}

/**
 * Copies or moves messages of the selected folder, all or none. RFC 2180 §4.4: none, when one that is named by its
 * number was expunged; RFC 9051 §6.4.9: UIDs that there are not are passed over.
 *
 * @param options done: gives the answer, told the response code that says what became what, if anything did
 * @throws DomainError
 */
export function transferMessages(
  session: ImapSession,
  type: 'copy' | 'move',
  { set, name }: TransferArguments,
  { uid, done }: { uid: boolean; done: (code?: string) => Answer },
): Answer {
  const view = selectedView(session)
  const items = view.resolve(set, { uid, saved: session.savedResult })
  const to = session.folder(name)
  if (!uid && items.some(({ entry }) => entry === null)) {
    return no('Some of these messages were expunged by another session, so nothing was done', 'EXPUNGEISSUED')
  }
  const uids = items.map(item => item.uid)
  const transfers = session.store.apply({ type, folder: view.folder, uids, to })
  if (transfers.length === 0 || !session.offers('UIDPLUS')) return done()
  // RFC 4315 §3: both sets in the same order. Copies get ascending UIDs in the ascending order of their originals.
  const originals = formatRanges(transfers.map(transfer => transfer.uid))
  const copies = formatRanges(transfers.map(({ entry }) => entry.uid))
  return done(`COPYUID ${to.uidValidity} ${originals} ${copies}`)
}
