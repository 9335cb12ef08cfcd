/** One message of a maildrop, as a session meets it. */
export interface MaildropMessage {
  /** For lists: the unique-id. */
  readonly key: string
  /** It never changes during the session, and means nothing after it. */
  readonly number: number
  readonly octets: number
  readonly uniqueId: string
  /** QUIT will delete it. */
  readonly isDeleted: boolean
  /** This program has fetched it, now or in a session before. */
  readonly isFetched: boolean
}

/**
 * The messages that LIST and UIDL tell of.
 *
 * @param list and `uidl`: lines of a number and what is told of it (RFC 1939 §5, §7)
 * @param fetched unique-ids of what was fetched before
 */
export function maildropOf(
  list: readonly string[],
  uidl: readonly string[],
  fetched: ReadonlySet<string>,
): readonly MaildropMessage[] {
  const uniqueIds = new Map(uidl.map(parseLine))
  return list.map(parseLine).map(([number, octets]) => {
    const uniqueId = uniqueIds.get(number) ?? ''
    return {
      key: uniqueId || String(number),
      number,
      octets: Number(octets),
      uniqueId,
      isDeleted: false,
      isFetched: fetched.has(uniqueId),
    }
  })
}

function parseLine(line: string): [number: number, told: string] {
  const [number, told = ''] = line.split(' ')
  return [Number(number), told]
}

/** The messages with something else said of the one with this number. */
export function withMessage(
  messages: readonly MaildropMessage[],
  number: number,
  change: Partial<Pick<MaildropMessage, 'isDeleted' | 'isFetched'>>,
): readonly MaildropMessage[] {
  return messages.map(message => (message.number === number ? { ...message, ...change } : message))
}

/** RFC 1939 §5, RSET: nothing is deleted any more. */
export function restored(messages: readonly MaildropMessage[]): readonly MaildropMessage[] {
  return messages.map(message => (message.isDeleted ? { ...message, isDeleted: false } : message))
}

export function deletedCount(messages: readonly MaildropMessage[]): number {
  return messages.filter(({ isDeleted }) => isDeleted).length
}
