import type { ArgumentReader } from './argument-reader.ts'
import { parseStatusItems } from './status-items.ts'
import type { StatusItem } from './status-items.ts'

const SELECTIONS = ['SUBSCRIBED', 'REMOTE', 'RECURSIVEMATCH', 'SPECIAL-USE'] as const

const RETURNS = ['SUBSCRIBED', 'CHILDREN', 'SPECIAL-USE', 'STATUS'] as const

export type ListSelection = (typeof SELECTIONS)[number]

/** What is told of each mailbox. */
export interface ListReturn {
  readonly subscribed: boolean
  readonly children: boolean
  readonly specialUse: boolean
  /** RFC 5819: the items of the STATUS response that goes with each; null for none. */
  readonly status: readonly StatusItem[] | null
}

export interface ListCommand {
  readonly selection: ReadonlySet<ListSelection>
  readonly reference: string
  readonly patterns: readonly string[]
  readonly returns: ListReturn
  /** Whether it has anything of the extended syntax: selection options, several patterns, RETURN. */
  readonly extended: boolean
}

/**
 * Reads the arguments of LIST, to the end (RFC 9051 §6.3.9, RFC 5258, RFC 5819, RFC 6154 §2).
 *
 * @param options utf8: whether names are UTF-8 as they stand, or modified UTF-7
 * @throws ImapSyntaxError
 */
export function parseListCommand(reader: ArgumentReader, { utf8 }: { utf8: boolean }): ListCommand {
  const selects = reader.peek() === '('
  const selection = new Set(selects ? parseSelection(reader) : [])
  if (selects) reader.space()
  const reference = reader.mailbox(utf8)
  reader.space()
  const several = reader.peek() === '('
  const patterns = several ? reader.nonEmptyList(() => reader.listMailbox(utf8)) : [reader.listMailbox(utf8)]
  const wishes = !reader.atEnd
  const returns = wishes ? parseReturn(reader) : new Map<string, readonly StatusItem[]>()
  reader.end()
  return {
    selection,
    reference,
    patterns,
    returns: {
      // RFC 9051 §6.3.9.1, RFC 6154 §2: to select by them is to ask for them.
      subscribed: returns.has('SUBSCRIBED') || selection.has('SUBSCRIBED'),
      children: returns.has('CHILDREN'),
      specialUse: returns.has('SPECIAL-USE') || selection.has('SPECIAL-USE'),
      status: returns.get('STATUS') ?? null,
    },
    extended: selects || several || wishes,
  }
}

function parseSelection(reader: ArgumentReader): ListSelection[] {
  const start = reader.position
  const options = reader.list(() => reader.oneOf(SELECTIONS, 'a selection option'))
  // RFC 5258 §3.1: RECURSIVEMATCH needs an option that it can look for in the children.
  if (
    options.includes('RECURSIVEMATCH') &&
    !options.some(option => option === 'SUBSCRIBED' || option === 'SPECIAL-USE')
  ) {
    throw reader.error('SUBSCRIBED or SPECIAL-USE beside RECURSIVEMATCH', start)
  }
  return options
}

/** The options of RETURN, each with the status items behind it. */
function parseReturn(reader: ArgumentReader): Map<string, readonly StatusItem[]> {
  const options = new Map<string, readonly StatusItem[]>()
  reader.space()
  if (!reader.tryKeyword('RETURN')) throw reader.error('RETURN or the end of the command')
  reader.space()
  reader.list(() => {
    const option = reader.oneOf(RETURNS, 'a return option')
    if (option === 'STATUS') reader.space()
    options.set(option, option === 'STATUS' ? parseStatusItems(reader) : [])
  })
  return options
}
